import { readErrorEnvelope } from '../http/error-envelope';
import { apiErrorForStatus } from './api-error-for-status';
import { AuthStrategyError } from './auth-strategy-error';
import type { ImednetError } from './imednet-error';
import { NetworkError, RequestError, ResponseParseError } from './request-error';

const SECRET = 'canary-key-5f2e9c';
const PATIENT = 'Jane Canary, born 1980-02-29';
const target = { method: 'POST', route: '/api/v1/edc/studies/{studyKey}/records' };

/** A foreign failure as axios makes it: full of what must not travel. */
function poisonedCause(): Error {
  const headers = { 'x-api-key': SECRET, authorization: `Bearer ${SECRET}` };
  return Object.assign(new Error(`Unexpected token in ${PATIENT} with ${SECRET}`, { cause: SECRET }), {
    name: 'AxiosError',
    code: 'ECONNRESET',
    config: { headers, url: `https://api.test/${PATIENT}`, data: PATIENT },
    request: { _header: `x-api-key: ${SECRET}` },
    response: { data: PATIENT, headers },
    toJSON: () => ({ config: { headers } }),
  });
}

/** All text that can be reached from a value through own properties, enumerable or not. */
function reachableText(value: unknown, seen = new Set<unknown>()): string {
  if (typeof value !== 'object' || value === null) return String(value);
  if (seen.has(value)) return '';
  seen.add(value);
  return Reflect.ownKeys(value)
    .map((key) => `${String(key)}=${reachableText(Reflect.get(value, key), seen)}`)
    .join('\n');
}

const body = JSON.stringify({
  metadata: {
    error: {
      code: '1000',
      description: `Value ${PATIENT} is invalid for key ${SECRET}`,
      field: { attribute: 'subjectKey', value: PATIENT },
    },
  },
});

const CASES: readonly (readonly [string, () => ImednetError])[] = [
  [
    'an error status with an envelope',
    () =>
      apiErrorForStatus({
        ...target,
        status: 400,
        ...readErrorEnvelope(body),
        response: { data: body, config: { headers: { 'x-api-key': SECRET } } },
      }),
  ],
  [
    'an envelope whose code and field are not what they should be',
    () =>
      apiErrorForStatus({
        ...target,
        status: 400,
        ...readErrorEnvelope(
          JSON.stringify({
            metadata: { error: { code: PATIENT, field: { attribute: PATIENT, value: SECRET } } },
          }),
        ),
      }),
  ],
  [
    'a raw description',
    () =>
      apiErrorForStatus({ ...target, status: 500, description: `${PATIENT} ${SECRET}`, response: PATIENT }),
  ],
  ['a broken connection', () => new NetworkError(target, poisonedCause())],
  ['a request without an answer', () => new RequestError(target, 'it failed', poisonedCause())],
  ['a thrown string', () => new NetworkError(target, `${SECRET} ${PATIENT}`)],
  ['a thrown object', () => new NetworkError(target, { code: PATIENT, name: SECRET, message: SECRET })],
  ['an unreadable answer', () => new ResponseParseError({ ...target, ...{ data: PATIENT } }, 200)],
  ['a failing auth strategy', () => new AuthStrategyError(poisonedCause())],
  ['an auth strategy that throws a string', () => new AuthStrategyError(SECRET)],
];

describe('No error shows a secret or a patient value', () => {
  for (const [story, make] of CASES) {
    describe(`after ${story}`, () => {
      const texts = (): Readonly<Record<string, string>> => {
        const error = make();
        const cause = error.cause instanceof Error ? error.cause : undefined;
        return {
          message: error.message,
          stack: error.stack ?? '',
          text: String(error),
          json: JSON.stringify(error),
          jsonInside: JSON.stringify({ nested: [error] }),
          spread: JSON.stringify(Object.assign({}, error)),
          cause: JSON.stringify(cause ?? null),
          causeText: String(cause),
          causeStack: cause?.stack ?? '',
          reachable: reachableText(error),
        };
      };

      for (const [what, canary] of [
        ['secret', SECRET],
        ['patient value', PATIENT],
        ['part of the patient value', 'Canary'],
      ] as const) {
        it(`shows no ${what}`, () => {
          for (const [place, text] of Object.entries(texts())) {
            expect(text).withContext(place).not.toContain(canary);
          }
        });
      }
    });
  }

  it('still tells the caller who asks for it what the server said', () => {
    const error = apiErrorForStatus({ status: 400, description: 'siteId is unknown' });

    expect(error.description).toBe('siteId is unknown');
    expect(Object.keys(error)).not.toContain('description');
    expect(Object.getOwnPropertyNames(error)).not.toContain('description');
  });

  it('keeps the cause of an auth failure out of enumeration, as that of every Error', () => {
    expect(Object.keys(new AuthStrategyError(poisonedCause()))).toEqual([]);
    expect(Object.keys(new NetworkError(target, poisonedCause()))).not.toContain('cause');
  });

  it('would find a canary that is there', () => {
    expect(reachableText(poisonedCause())).toContain(SECRET);
  });
});
