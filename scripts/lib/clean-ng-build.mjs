import { runBin } from './run.mjs';

// Warnings (a CommonJS dependency, a budget) are regressions of the library here, so they fail.
export async function cleanNgBuild(args, { cwd, env } = {}) {
  const command = ['ng build', ...args].join(' ');
  const options = { command: 'ng', capture: true, cwd, env: { ...env, NG_BUILD_LOGS_JSON: '1' } };
  const output = await runBin('@angular/cli', ['build', ...args], options).catch((error) => {
    throw new Error(`${command} failed\n${readable(error.output ?? error.message)}`);
  });
  const { warnings = [], errors = [] } = parse(output, command);
  if (warnings.length + errors.length > 0) {
    throw new Error(`${command} is not clean\n${lines([...errors, ...warnings])}`);
  }
}

function parse(output, command) {
  const json = /^\{$[\s\S]*^\}$/m.exec(output)?.[0];
  if (!json) throw new Error(`${command} printed no JSON result:\n${output}`);
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
