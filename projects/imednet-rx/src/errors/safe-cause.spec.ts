import { errorCode, safeCause } from './safe-cause';

const withCode = (code: unknown): Error => Object.assign(new Error('foreign'), { code });

describe('errorCode', () => {
  const cases: readonly (readonly [string, unknown, string | undefined])[] = [
    ["a system's code", withCode('ECONNRESET'), 'ECONNRESET'],
    ["axios' code", withCode('ERR_BAD_RESPONSE'), 'ERR_BAD_RESPONSE'],
    ['a code on a plain object', { code: 'ETIMEDOUT' }, 'ETIMEDOUT'],
    ['a code of 64 characters', withCode('E'.repeat(64)), 'E'.repeat(64)],
    ['a code of 65 characters', withCode('E'.repeat(65)), undefined],
    ['an empty code', withCode(''), undefined],
    ['a numeric code', withCode(20), undefined],
    ['an object as code', withCode({ toString: () => 'ECONNRESET' }), undefined],
    ['a code with a space', withCode('JANE DOE'), undefined],
    ['a code with a dash', withCode('abc-def'), undefined],
    ['a code with a line break', withCode('ECONNRESET\n'), undefined],
    ['a code that begins with a digit', withCode('1980'), undefined],
    ['a code with a non-ASCII letter', withCode('ÉCHEC'), undefined],
    ['an error without a code', new Error('ECONNRESET'), undefined],
    ['a string', 'ECONNRESET', undefined],
    ['null', null, undefined],
    ['undefined', undefined, undefined],
  ];
  for (const [story, error, expected] of cases) {
    it(`reads ${expected ?? 'nothing'} from ${story}`, () => {
      expect(errorCode(error)).toBe(expected);
    });
  }
});

describe('safeCause', () => {
  it('is a new error with the name and code of the foreign one, and with nothing else', () => {
    const foreign = Object.assign(new TypeError('password=hunter2'), {
      code: 'ECONNREFUSED',
      config: { a: 1 },
    });
    const cause = safeCause(foreign);

    expect(cause).not.toBe(foreign);
    expect(cause.name).toBe('TypeError');
    expect(cause.message).toBe('ECONNREFUSED');
    expect(Object.fromEntries(Object.entries(cause))).toEqual({ name: 'TypeError', code: 'ECONNREFUSED' });
    expect('cause' in cause).toBeFalse();
    expect(cause.stack).not.toContain('hunter2');
  });

  const named = (name: string): Error => Object.assign(new Error('x'), { name });
  const names: readonly (readonly [string, unknown, string])[] = [
    ['an axios error', named('AxiosError'), 'AxiosError'],
    ['a name that is a sentence', named('Unexpected token J in JANE DOE'), 'Error'],
    ['an empty name', named(''), 'Error'],
    ['a name on something that is no Error', { name: 'AxiosError' }, 'Error'],
    ['a thrown string', 'hunter2', 'Error'],
    ['undefined', undefined, 'Error'],
    ['null', null, 'Error'],
  ];
  for (const [story, error, name] of names) {
    it(`is called ${name} for ${story}`, () => {
      const cause = safeCause(error);

      expect(cause.name).toBe(name);
      expect(cause.message).toBe('details withheld');
    });
  }

  it('survives an error whose code can not be read', () => {
    const hostile = Object.defineProperty(new Error('x'), 'code', {
      get: () => {
        throw new Error('CANARY');
      },
    });
    expect(safeCause(hostile).message).toBe('details withheld');
  });

  it('takes no credential for a code or a name', () => {
    const error = Object.assign(new Error('x'), { code: 'sk_live_CANARY', name: 'TOKEN_CANARY' });
    const cause = safeCause(error);
    expect(`${cause.name} ${cause.message} ${JSON.stringify(cause)}`).not.toContain('CANARY');
  });
});
