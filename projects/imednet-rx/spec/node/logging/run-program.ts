import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../..', import.meta.url));

/** How a program ended, and what it wrote, line by line. */
export interface Outcome {
  readonly code: number | null;
  readonly out: string[];
  readonly err: string[];
}

/**
 * Starts a program of this folder.
 *
 * @param env - variables beside those of this process, which has no `ROARR_LOG` then
 */
export function startProgram(name: string, env: Readonly<Record<string, string>> = {}): ChildProcess {
  const file = fileURLToPath(new URL(`./${name}.ts`, import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', file], {
    cwd: ROOT,
    env: { ...process.env, ROARR_LOG: undefined, TSX_TSCONFIG_PATH: 'tsconfig.sources.json', ...env },
  });
}

/** Waits for its end. */
export async function outcomeOf(child: ChildProcess): Promise<Outcome> {
  const [out, err, [code]] = await Promise.all([
    linesOf(child.stdout),
    linesOf(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, out, err };
}

async function linesOf(stream: NodeJS.ReadableStream | null): Promise<string[]> {
  if (!stream || ('destroyed' in stream && stream.destroyed)) return [];
  return (await text(stream)).split('\n').filter(Boolean);
}
