import { runBin } from './run.mjs';
import { withCountFile } from './spec-counts.mjs';
import { binOf } from './workspace.mjs';

export function runE2eSpecs() {
  return withCountFile(async (env) => {
    const jasmine = [
      await binOf('jasmine'),
      '--config=e2e/jasmine.json',
      '--helper=scripts/lib/count-reporter.mjs',
    ];
    await runBin('tsx', ['--tsconfig', 'tsconfig.sources.json', ...jasmine], { env });
  });
}
