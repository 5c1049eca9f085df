import { join } from 'node:path';
import { initialJavascript } from './initial-javascript.mjs';
import { runBin } from './run.mjs';
import { root } from './workspace.mjs';

// angular.json can only bound what is not compressed yet.
const initialBudget = 200 * 1000;

// Warnings (a CommonJS dependency, a budget) are regressions of the library here, so they fail.
export async function buildDashboard() {
  const options = { command: 'ng', capture: true, env: { NG_BUILD_LOGS_JSON: '1' } };
  const output = await runBin('@angular/cli', ['build', 'dashboard'], options).catch((error) => {
    throw new Error(`ng build dashboard failed\n${readable(error.output ?? error.message)}`);
  });
  const { warnings = [], errors = [] } = parse(output);
  if (warnings.length + errors.length > 0) {
    throw new Error(`ng build dashboard is not clean\n${lines([...errors, ...warnings])}`);
  }
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

function parse(output) {
  const json = /^\{$[\s\S]*^\}$/m.exec(output)?.[0];
  if (!json) throw new Error(`ng build dashboard printed no JSON result:\n${output}`);
  return JSON.parse(json);
}

function readable(output) {
  try {
    return lines(parse(output).errors);
  } catch {
    return output;
  }
}

const lines = (messages) => messages.map((message) => message.trim()).join('\n');
