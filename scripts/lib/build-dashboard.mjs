import { runBin } from './run.mjs';

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
