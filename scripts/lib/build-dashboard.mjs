import { join } from 'node:path';
import { cleanNgBuild } from './clean-ng-build.mjs';
import { initialJavascript } from './initial-javascript.mjs';
import { root } from './workspace.mjs';

// angular.json can only bound what is not compressed yet.
const initialBudget = 200 * 1000;

export async function buildDashboard() {
  await cleanNgBuild(['dashboard']);
  await checkBudget();
}

async function checkBudget() {
  const bytes = await initialJavascript(join(root, 'dist/dashboard/browser'));
  const kilobytes = (count) => `${(count / 1000).toFixed(1)} kB`;
  console.log(`initial JavaScript: ${kilobytes(bytes)} gzip, of ${kilobytes(initialBudget)}`);
  if (bytes > initialBudget) {
    throw new Error('The dashboard loads too much at first. Move a view or a library behind a lazy import.');
  }
}
