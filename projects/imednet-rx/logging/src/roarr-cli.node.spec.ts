import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { roarrLogger } from './roarr-logger';

const CLI = join(
  dirname(createRequire(import.meta.url).resolve('@roarr/cli/package.json')),
  'dist/bin/index.js',
);
const PATIENCE = 60_000;

describe('the command line of roarr', () => {
  let lines: string[];

  beforeEach(() => {
    lines = [];
    const logger = roarrLogger({ level: 'debug', write: (line) => lines.push(line), namespace: 'nightly' });
    logger.log('debug', 'request answered', { method: 'GET', status: 200 });
    logger.log('warn', 'request failed', { method: 'GET', status: 503, errorType: 'ServerError' });
  });

  const roarr = (...options: string[]): Promise<string> => {
    const child = spawn(process.execPath, [CLI, '--no-use-colors', ...options]);
    child.stdin.end(lines.map((line) => `${line}\n`).join(''));
    return text(child.stdout);
  };

  it(
    'reads lines: level, package, namespace, message and fields',
    async () => {
      expect((await roarr()).replaceAll(/^\[[\d:.]+\] +(\d+ms +)?/gm, '')).toBe(
        [
          'debug @imednet-rx #nightly: request answered',
          ...['method: GET', 'status: 200'],
          'warn  @imednet-rx #nightly: request failed',
          ...['method:    GET', 'status:    503', 'errorType: ServerError', ''],
        ].join('\n'),
      );
    },
    PATIENCE,
  );

  it(
    'finds lines by level and field',
    async () => {
      const found = await roarr('--filter', 'context.logLevel:>30 AND context.status:503');
      expect(found).toContain('request failed');
      expect(found).not.toContain('request answered');
    },
    PATIENCE,
  );
});
