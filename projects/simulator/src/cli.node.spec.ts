import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** Each spec starts a process, which a busy machine can delay. */
const PATIENCE = 60_000;
const ARGUMENTS = ['--import', 'tsx', 'projects/simulator/src/main.ts'];

function run(...options: string[]): ChildProcess {
  return spawn(process.execPath, [...ARGUMENTS, ...options], {
    cwd: ROOT,
    env: { ...process.env, TSX_TSCONFIG_PATH: process.env['TSX_TSCONFIG_PATH'] ?? 'tsconfig.sources.json' },
  });
}

/** Collects what a process writes until it ends. */
async function outcome(child: ChildProcess): Promise<{ code: number | null; out: string; err: string }> {
  let out = '';
  let err = '';
  child.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (err += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, out, err };
}

describe('the command line of the simulator', () => {
  it(
    'prints one line when it listens, serves as told, and ends at once on SIGTERM',
    async () => {
      const child = run(
        '--port',
        '0',
        '--subjects',
        '3',
        '--records',
        '7',
        '--studies',
        '2',
        '--fault',
        '500=0',
      );
      const lines: string[] = [];
      const reader = createInterface({ input: child.stdout as NodeJS.ReadableStream });
      reader.on('line', (line) => lines.push(line));
      await once(reader, 'line');
      const [, url = ''] =
        /^imednet simulator listening on (http:\/\/127\.0\.0\.1:\d+)$/.exec(lines[0] ?? '') ?? [];
      const response = await fetch(`${url}/api/v1/edc/studies/DEMO-2/records`);
      const { pagination } = (await response.json()) as { pagination: { totalElements: number } };
      expect(pagination.totalElements).toBe(7);
      const hanging = fetch(`${url}/api/v1/edc/studies`, { headers: { 'x-simulator-fault': 'hang' } }).then(
        fail,
        () => 'dropped',
      );
      const stats = async (): Promise<number> =>
        ((await (await fetch(`${url}/__stats`)).json()) as { inFlight: number }).inFlight;
      while ((await stats()) === 0);
      child.kill('SIGTERM');
      const [code, signal] = (await once(child, 'close')) as [number | null, string | null];
      expect([code, signal]).toEqual([0, null]);
      expect(await hanging).toBe('dropped');
      expect(lines.length).toBe(1);
    },
    PATIENCE,
  );

  it(
    'explains itself',
    async () => {
      const { code, out, err } = await outcome(run('--help'));
      expect([code, err]).toEqual([0, '']);
      for (const option of ['--port', '--fault', '--records', '--cors', 'reset-after'])
        expect(out).toContain(option);
    },
    PATIENCE,
  );

  const refused: readonly (readonly [options: string[], message: RegExp])[] = [
    [['--port', '70000'], /--port.*from 0 to 65535/],
    [['--subjects', 'many'], /--subjects.*whole number/],
    [['--study-start', 'spring'], /--study-start.*YYYY-MM-DD/],
    [['--study-start', '2030-01-01'], /studyStart must be a time that is not in the fake's future/],
    [['--latency', '-5'], /--latency.*whole number/],
    [['--fault', 'fire=0.5'], /--fault.*one of 429/],
    [['--fault', '500'], /kind=rate/],
    [['--fault', '500=1.5'], /between 0 and 1/],
    [['--fault', '500=0.7', '--fault', '503=0.7'], /add up to at most 1/],
    [['--colour', 'red'], /unknown option '--colour'/],
    [['extra'], /too many arguments/],
    [['--subjects', '0', '--records', '5'], /at least one subject/],
  ];
  for (const [options, message] of refused) {
    it(
      `refuses ${options.join(' ')}`,
      async () => {
        const { code, out, err } = await outcome(run(...options));
        expect(code).toBe(2);
        expect(err).toMatch(message);
        expect(err).not.toContain('    at ');
        expect(out).toBe('');
      },
      PATIENCE,
    );
  }
});
