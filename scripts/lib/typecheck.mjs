import { runBin } from './run.mjs';

// The first knows Node's and jasmine's types, the second is the library's own configuration,
// where neither may be used.
const projects = ['tsconfig.sources.json', 'scripts/tsconfig.library.json'];

export async function typecheck() {
  const problems = [];
  for (const project of projects) {
    await runBin('typescript', ['-p', project, '--noEmit'], { command: 'tsc' }).catch(() =>
      problems.push(project),
    );
  }
  if (problems.length > 0) throw new Error(`type errors with ${problems.join(' and ')}`);
}
