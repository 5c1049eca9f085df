import { statusOf } from './named-status';

describe('statusOf', () => {
  const cases: readonly (readonly [unknown, number | undefined])[] = [
    ...(['OK', 'ok', ' Ok ', 'SUCCESS', 'success', '200', '200 OK', 200] as const).map(
      (value) => [value, 200] as const,
    ),
    ['CREATED', 201],
    [202, 202],
    ['204', 204],
    ['BAD_REQUEST', 400],
    ['bad request', 400],
    ['Bad-Request', 400],
    ['1000', 400],
    [1000, 400],
    ['9001', 401],
    ['UNAUTHORIZED', 401],
    ['404', 404],
    [404, 404],
    ['404 NOT_FOUND', 404],
    ['Not Found', 404],
    ['UNPROCESSABLE_ENTITY', 422],
    ['TOO_MANY_REQUESTS', 429],
    ['INTERNAL_SERVER_ERROR', 500],
    ['9000', 500],
    [599, 599],
    ...['WEIRD', '', ' ', '302', 'MOVED', '99', '4040', '404.5', '0', '-404', '__proto__', 'constructor'].map(
      (value) => [value, undefined] as const,
    ),
    ...[
      0,
      1,
      99,
      100,
      302,
      600,
      404.5,
      -404,
      NaN,
      Infinity,
      1e21,
      false,
      true,
      null,
      undefined,
      {},
      [404],
    ].map((value) => [value, undefined] as const),
    ['x'.repeat(1000), undefined],
  ];
  for (const [value, status] of cases) {
    it(`reads ${typeof value} ${JSON.stringify(value)} as ${String(status)}`, () => {
      expect(statusOf(value)).toBe(status);
    });
  }
});
