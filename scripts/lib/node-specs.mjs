import { binOf } from './workspace.mjs';
import { runBin } from './run.mjs';
import { withCountFile } from './spec-counts.mjs';

export function runNodeSpecs() {
  return withCountFile(async (env) => {
    const jasmine = [
      await binOf('jasmine'),
      '--config=jasmine.json',
      '--helper=scripts/lib/count-reporter.mjs',
    ];
    await runBin('tsx', ['--tsconfig', 'tsconfig.sources.json', ...jasmine], { env });
  });
}
