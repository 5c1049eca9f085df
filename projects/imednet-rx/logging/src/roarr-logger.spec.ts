import { ConfigurationError, type LogFields, type LogLevel } from 'imednet-rx';
import { roarrLogger } from './roarr-logger';

const LEVELS: readonly (readonly [LogLevel, number])[] = [
  ['trace', 10],
  ['debug', 20],
  ['info', 30],
  ['warn', 40],
  ['error', 50],
  ['fatal', 60],
];

interface Line {
  readonly context: LogFields & Readonly<Record<'package' | 'namespace' | 'logLevel', unknown>>;
  readonly message: string;
  readonly sequence: string;
}

describe('roarrLogger', () => {
  let lines: string[];
  const write = (line: string): unknown => lines.push(line);
  const parsed = (): Line[] => lines.map((line) => JSON.parse(line) as Line);

  beforeEach(() => (lines = []));

  it('writes a line in the format of roarr', () => {
    const before = Date.now();
    roarrLogger({ write }).log('warn', 'request failed', { method: 'GET', attempt: 2 });
    const line: unknown = JSON.parse(lines[0] ?? '');
    expect(line).toEqual({
      context: {
        ...{ package: 'imednet-rx', namespace: 'client', logLevel: 40 },
        ...{ method: 'GET', attempt: 2 },
      },
      ...{ message: 'request failed', sequence: '0', version: '2.0.0' },
      time: jasmine.any(Number),
    });
    const { time } = line as { readonly time: number };
    expect(time >= before && time <= Date.now()).toBeTrue();
  });

  it('hands over nothing but the line', () => {
    const takesAll = jasmine.createSpy('write');
    roarrLogger({ write: takesAll }).log('info', 'one', {});
    expect(takesAll.calls.allArgs()).toEqual([[jasmine.stringMatching(/^\{.*\}$/)]]);
  });

  it('counts its lines', () => {
    const logger = roarrLogger({ write });
    for (const message of ['one', 'two', 'three']) logger.log('info', message, {});
    expect(parsed().map(({ sequence, message }) => [sequence, message])).toEqual([
      ['0', 'one'],
      ['1', 'two'],
      ['2', 'three'],
    ]);
  });

  for (const [least, number] of LEVELS) {
    it(`writes ${least} as ${number}, and with this level nothing below it`, () => {
      const logger = roarrLogger({ level: least, write });
      for (const [level] of LEVELS) logger.log(level, level, {});
      const wanted = LEVELS.filter(([, severity]) => severity >= number);
      expect(parsed().map(({ message, context: { logLevel } }) => [message, logLevel])).toEqual(
        wanted.map((level) => [...level]),
      );
      expect(LEVELS.map(([level]) => logger.isEnabled(level))).toEqual(
        LEVELS.map(([, severity]) => severity >= number),
      );
    });
  }

  it('begins at info by default', () => {
    const { isEnabled } = roarrLogger({ write });
    expect([isEnabled('debug'), isEnabled('info')]).toEqual([false, true]);
  });

  it('adds the fields that an application wants on each line, below its own', () => {
    const fields = { application: 'mirror', shard: 3, package: 'mine', attempt: 9, logLevel: 1 };
    const logger = roarrLogger({ write, namespace: 'nightly', context: fields });
    logger.log('info', 'one', { attempt: 1 });
    expect(parsed()[0]?.context).toEqual({
      ...{ application: 'mirror', shard: 3, package: 'imednet-rx', namespace: 'nightly' },
      ...{ attempt: 1, logLevel: 30 },
    });
  });

  it('takes a message as it is, and for no format', () => {
    const messages = ['100 % done', '%s %d %%', '\\%', '"quoted"\nand broken'];
    const logger = roarrLogger({ write });
    for (const message of messages) logger.log('info', message, {});
    expect(parsed().map(({ message }) => message)).toEqual(messages);
    expect(lines.some((line) => line.includes('\n'))).toBeFalse();
  });

  it('keeps two loggers apart', () => {
    const others: string[] = [];
    const one = roarrLogger({ write, level: 'debug', namespace: 'one' });
    const other = roarrLogger({ write: (line) => others.push(line), level: 'error', namespace: 'other' });
    for (const logger of [one, other, one]) {
      logger.log('debug', 'detail', {});
      logger.log('error', 'failure', {});
    }
    expect(parsed().map(({ context: { namespace }, message }) => [namespace, message])).toEqual([
      ['one', 'detail'],
      ['one', 'failure'],
      ['one', 'detail'],
      ['one', 'failure'],
    ]);
    expect(others.map((line) => (JSON.parse(line) as Line).context.namespace)).toEqual(['other']);
  });

  const broken: readonly (readonly [string, () => unknown])[] = [
    [
      'throws',
      () => {
        throw new Error('disk full');
      },
    ],
    ['rejects', () => Promise.reject(new Error('collector is down'))],
  ];
  for (const [story, fails] of broken) {
    it(`drops a line when the writer ${story}, and goes on`, async () => {
      let attempts = 0;
      const logger = roarrLogger({ write: (line) => (++attempts === 1 ? fails() : write(line)) });
      logger.log('info', 'lost', {});
      logger.log('info', 'written', {});
      // A rejection that nobody handles would fail this spec in the next turn.
      await new Promise((resolve) => setTimeout(resolve));
      expect(parsed().map(({ message }) => message)).toEqual(['written']);
    });
  }

  it('drops a line that is no JSON', () => {
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    roarrLogger({ write }).log('info', 'lost', circular);
    expect(lines).toEqual([]);
  });

  const refused: readonly (readonly [RegExp, Record<string, unknown>])[] = [
    [/level must be one of trace, .*fatal/, { level: 'verbose' }],
    [/level/, { level: 'toString' }],
    [/write/, { write: 'stdout' }],
    [/namespace/, { namespace: 1 }],
    [/context/, { context: { patient: { name: 'JANE-CANARY' } } }],
    [/context/, { context: { share: NaN } }],
  ];
  for (const [problem, options] of refused) {
    it(`refuses ${JSON.stringify(options)}`, () => {
      const create = (): unknown => roarrLogger(options);
      expect(create).toThrowMatching(
        (error) => error instanceof ConfigurationError && problem.test(error.message),
      );
      expect(create).not.toThrowError(/CANARY/);
    });
  }
});
