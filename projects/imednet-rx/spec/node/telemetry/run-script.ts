import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const ROOT = fileURLToPath(new URL('../../../../..', import.meta.url));

/** Starting a process takes a while on a busy machine. */
export const PATIENCE = 60_000;

/**
 * Runs a script of this folder in a process of its own, for what changes a process for good.
 *
 * @param name - of the script
 * @returns what it prints, as JSON
 */
export async function runScript<T>(name: string, ...options: readonly string[]): Promise<T> {
  const script = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  const env = { ...process.env, TSX_TSCONFIG_PATH: 'tsconfig.sources.json' };
  const argv = ['--import', 'tsx', script, ...options];
  const { stdout } = await promisify(execFile)(process.execPath, argv, { cwd: ROOT, env });
  return JSON.parse(stdout) as T;
}
