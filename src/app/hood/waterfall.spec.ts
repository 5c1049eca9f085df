import type { RecordedSpan } from '../data/span-recorder';
import { waterfall } from './waterfall';

const attempt = (
  startedAt: number,
  endedAt: number | null,
  rest: Partial<RecordedSpan> = {},
): RecordedSpan => ({
  id: String(startedAt),
  name: 'GET /api/v1/edc/studies/{studyKey}/records',
  isAttempt: true,
  startedAt,
  endedAt,
  failed: false,
  attributes: {},
  ...rest,
});
const operation = (
  startedAt: number,
  endedAt: number | null,
  rest: Partial<RecordedSpan> = {},
): RecordedSpan => attempt(startedAt, endedAt, { name: 'imednet.records.pages', isAttempt: false, ...rest });

describe('the waterfall', () => {
  it('lays attempts over a common time', () => {
    const { rows, length } = waterfall([attempt(1000, 1500), attempt(1500, 2000)], 9000, 10);
    expect(length).toBe(1000);
    expect(rows.map(({ left, width, duration }) => [left, width, duration])).toEqual([
      [0, 50, 500],
      [50, 50, 500],
    ]);
  });

  it('lets what is under way reach to the present', () => {
    const { rows } = waterfall([attempt(1000, 1500), attempt(1500, null)], 3000, 10);
    expect(rows.map(({ state, width, duration }) => [state, width, duration])).toEqual([
      ['canceled', 25, 500],
      ['running', 75, null],
    ]);
  });

  it('cuts operations off that began before the first attempt', () => {
    const { rows, length } = waterfall([operation(0, null), attempt(9000, 9500)], 10_000, 10);
    expect(length).toBe(1000);
    expect(rows[0]).toEqual(jasmine.objectContaining({ left: 0, width: 100 }));
  });

  it('shows the last ones only', () => {
    const { rows } = waterfall([attempt(1, 2), attempt(2, 3), attempt(3, 4)], 9, 2);
    expect(rows.map(({ id }) => id)).toEqual(['2', '3']);
  });

  it('is empty while nothing was asked for', () => {
    expect(waterfall([], 9000, 10)).toEqual({ rows: [], length: 0 });
  });

  it('keeps the shortest attempt visible', () => {
    const { rows } = waterfall([attempt(0, 10_000), attempt(10_000, 10_000)], 10_000, 10);
    expect(rows[1]?.width).toBeGreaterThan(0);
    expect((rows[1]?.left ?? 0) + (rows[1]?.width ?? 0)).toBeLessThanOrEqual(100);
  });

  const outcomes: readonly (readonly [string, RecordedSpan, object])[] = [
    [
      'an answer',
      attempt(1, 2, { attributes: { 'http.response.status_code': 200 } }),
      { state: 'answered', outcome: '200', method: 'GET', label: '/studies/{studyKey}/records', resends: 0 },
    ],
    [
      'a failure that was sent again',
      attempt(1, 2, {
        failed: true,
        attributes: {
          'http.response.status_code': 503,
          'error.type': '503',
          'http.request.resend_count': 2,
        },
      }),
      { state: 'failed', outcome: '503', resends: 2 },
    ],
    ['an attempt that was given up', attempt(1, 2), { state: 'canceled', outcome: '' }],
    [
      'an operation',
      operation(1, 2, { attributes: { 'imednet.items': 1500 } }),
      { state: 'done', outcome: '1500', method: '', label: 'records.pages' },
    ],
  ];
  for (const [story, span, expected] of outcomes) {
    it(`tells of ${story}`, () => {
      expect(waterfall([span], 9, 10).rows[0]).toEqual(jasmine.objectContaining(expected));
    });
  }
});
