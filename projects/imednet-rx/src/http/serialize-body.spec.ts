import { InvalidArgumentError } from '../errors/client-error';
import { serializeBody } from './serialize-body';

const CANARY = 'JANE-CANARY';

describe('serializeBody', () => {
  const faithful: readonly (readonly [string, unknown])[] = [
    ['an object', { formKey: 'AE', data: { AETERM: 'headache', n: 1.5, ok: false, gone: null } }],
    ['an array', [{ a: 1 }, { b: [] }, {}]],
    ['null', null],
    ['text', 'x'],
    ['an empty text', ''],
    ['zero', 0],
    ['false', false],
    ['line breaks and quotes', { note: 'a\r\n"b"\\\u2028' }],
    ['text beyond ASCII', { note: 'é😀' }],
    ['half a surrogate pair', { note: '\ud83d' }],
    ['the largest safe number', { id: Number.MAX_SAFE_INTEGER }],
    ['a member without a name', { '': 1 }],
  ];
  for (const [story, body] of faithful) {
    it(`writes ${story} so that it reads back as it was`, () => {
      expect(JSON.parse(serializeBody(body))).toEqual(body);
    });
  }

  it('writes a date as its ISO form', () => {
    expect(serializeBody({ on: new Date(0) })).toBe('{"on":"1970-01-01T00:00:00.000Z"}');
  });

  it('leaves out members that are undefined, as optional ones are', () => {
    expect(serializeBody({ a: undefined, b: 1 })).toBe('{"b":1}');
  });

  it('calls `inspect` with each value as it is written', () => {
    const seen: unknown[] = [];
    serializeBody({ on: new Date(0), a: [1, { b: undefined }] }, (value) => seen.push(value));
    expect(seen.slice(1)).toEqual([
      '1970-01-01T00:00:00.000Z',
      [1, { b: undefined }],
      1,
      { b: undefined },
      undefined,
    ]);
  });

  const cycle: Record<string, unknown> = { name: CANARY };
  cycle['self'] = cycle;
  const hole: unknown[] = [1];
  hole[2] = 3;
  const lossy: readonly (readonly [string, unknown])[] = [
    ['NaN', { a: NaN }],
    ['Infinity', { a: Infinity }],
    ['NaN deep inside', { a: [{ b: { c: NaN } }] }],
    ['NaN at the top', NaN],
    ['undefined at the top', undefined],
    ['undefined in an array', [1, undefined]],
    ['a hole in an array', hole],
    ['a function', { a: (): void => undefined }],
    ['a function in an array', [(): void => undefined]],
    ['a symbol', { a: Symbol(CANARY) }],
    ['a bigint', { a: 1n }],
    ['a cycle', cycle],
    ['an invalid date, which JSON turns into null', { on: new Date(NaN) }],
    ['an invalid date in an array', [new Date(NaN)]],
    ['a Map, which JSON turns into {}', { data: new Map([['AETERM', CANARY]]) }],
    ['a Set, which JSON turns into {}', { data: new Set([CANARY]) }],
    [
      'a promise that nobody awaited, which JSON turns into {}',
      { data: Promise.resolve({ AETERM: CANARY }) },
    ],
    ['a regular expression, which JSON turns into {}', { data: /x/ }],
    ['an error, which JSON turns into {}', { data: new Error(CANARY) }],
    ['a boxed NaN', { a: Object(NaN) as unknown }],
    ['a member whose toJSON returns undefined', { a: { toJSON: (): unknown => undefined }, b: 1 }],
    ['such a member deep inside', { a: [{ b: { toJSON: (): unknown => undefined } }] }],
    [
      'something whose toJSON fails',
      {
        toJSON: () => {
          throw new Error(CANARY);
        },
      },
    ],
  ];
  for (const [story, body] of lossy) {
    it(`refuses ${story}, without quoting it`, () => {
      expect(() => serializeBody(body)).toThrowMatching(
        (error: unknown) => error instanceof InvalidArgumentError && !error.message.includes(CANARY),
      );
    });
  }
});
