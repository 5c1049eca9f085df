import { spawn } from 'node:child_process';
import { root, binOf } from './workspace.mjs';

export class CommandError extends Error {
  constructor(command, code, output) {
    super(`${command.replaceAll(`${root}/`, '').replace(process.execPath, 'node')} ended with ${code}`);
    this.name = 'CommandError';
    this.code = code;
    this.output = output;
  }
}

// `capture` keeps stdout away from the terminal and returns it; stderr is shown in any case,
// unless `quiet` holds both back until something fails.
export function run(file, args = [], { cwd = root, env = {}, capture = false, quiet = false } = {}) {
  return new Promise((resolve, reject) => {
    const held = capture || quiet;
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env },
      stdio: ['ignore', held ? 'pipe' : 'inherit', quiet ? 'pipe' : 'inherit'],
    });
    const stdout = [];
    const both = [];
    child.stdout?.on('data', (chunk) => (stdout.push(chunk), both.push(chunk)));
    child.stderr?.on('data', (chunk) => both.push(chunk));
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (code === 0) resolve(Buffer.concat(stdout).toString());
      else
        reject(new CommandError([file, ...args].join(' '), signal ?? code, Buffer.concat(both).toString()));
    });
  });
}

export async function runBin(packageName, args, options = {}) {
  const script = await binOf(packageName, options.command);
  return run(process.execPath, [script, ...args], options);
}
