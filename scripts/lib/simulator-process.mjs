import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { root } from './workspace.mjs';

const announcement = /imednet simulator listening on (http:\/\/\S+)/;

// One process without a wrapper (`npx`, the `tsx` command), so that ending it ends the server.
export function startSimulator({ args = [], timeout = 30_000 } = {}) {
  const main = join(root, 'projects/simulator/src/main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', main, '--port', '0', ...args], {
    cwd: root,
    env: { ...process.env, TSX_TSCONFIG_PATH: join(root, 'tsconfig.sources.json') },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const stop = () => void child.kill();
  process.once('exit', stop);

  return new Promise((resolve, reject) => {
    let output = '';
    const fail = (reason) => {
      stop();
      reject(new Error(`The simulator ${reason}.\n${output}`.trimEnd()));
    };
    const timer = setTimeout(() => fail(`did not start within ${timeout / 1000} s`), timeout);
    const read = (chunk) => {
      output = (output + chunk).slice(-10_000);
      const url = announcement.exec(output)?.[1];
      if (!url) return;
      clearTimeout(timer);
      // A running simulator must not keep its user's process alive.
      child.unref();
      child.stdout.unref();
      child.stderr.unref();
      resolve({ url: url.replace(/\/$/, ''), stop });
    };
    child.stdout.on('data', read);
    child.stderr.on('data', read);
    child.once('error', (error) => fail(`could not be started: ${error.message}`));
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      process.off('exit', stop);
      fail(`ended with ${signal ?? code}`);
    });
  });
}
