import type { RecordedSpan } from '../data/span-recorder';

/** One line of the waterfall. */
export interface WaterfallRow {
  readonly id: string;
  /** Route or name of the operation. */
  readonly label: string;
  readonly method: string;
  readonly isAttempt: boolean;
  /** Beginning and length in percent of the window. */
  readonly left: number;
  readonly width: number;
  readonly state: 'running' | 'answered' | 'failed' | 'canceled' | 'done';
  /** Status, kind of error, or what an operation has read. */
  readonly outcome: string;
  /** How often it was sent before. */
  readonly resends: number;
  /** ms; `null` while it runs. */
  readonly duration: number | null;
}

export interface Waterfall {
  readonly rows: readonly WaterfallRow[];
  /** Length of the window, in ms. */
  readonly length: number;
}

const LEAST_WIDTH = 0.4;
const API = '/api/v1/edc';

/** The last spans as lines over a common time, up to `now`, in ms since the page was opened. */
export function waterfall(spans: readonly RecordedSpan[], now: number, most: number): Waterfall {
  const shown = spans.slice(-most);
  // Operations may have begun long before; attempts tell what the window is about.
  const attempts = shown.filter(({ isAttempt }) => isAttempt);
  const from = Math.min(...(attempts.length > 0 ? attempts : shown).map(({ startedAt }) => startedAt));
  const to = Math.max(...shown.map(({ endedAt }) => endedAt ?? now));
  const length = Math.max(to - from, 1);
  const place = (at: number): number => (100 * Math.min(Math.max(at - from, 0), length)) / length;
  return {
    length: shown.length === 0 ? 0 : length,
    rows: shown.map((span) => {
      const [left, right] = [place(span.startedAt), place(span.endedAt ?? now)];
      return {
        ...wordsOf(span),
        left: Math.min(left, 100 - LEAST_WIDTH),
        width: Math.max(right - left, LEAST_WIDTH),
        duration: span.endedAt === null ? null : span.endedAt - span.startedAt,
      };
    }),
  };
}

function wordsOf({ id, name, isAttempt, attributes, endedAt, failed }: RecordedSpan) {
  const status = attributes['http.response.status_code'];
  const [, method = '', route = name] = (isAttempt ? /^(\S+) (.*)$/.exec(name) : null) ?? [];
  const shared = { id, method, isAttempt, resends: Number(attributes['http.request.resend_count'] ?? 0) };
  const label = route.replace(API, '').replace(/^imednet\./, '');
  const kind = textOf(attributes['error.type']);
  if (endedAt === null) return { ...shared, label, state: 'running' as const, outcome: '' };
  if (failed) return { ...shared, label, state: 'failed' as const, outcome: kind };
  if (!isAttempt) {
    return { ...shared, label, state: 'done' as const, outcome: textOf(attributes['imednet.items']) };
  }
  if (status === undefined) return { ...shared, label, state: 'canceled' as const, outcome: '' };
  return { ...shared, label, state: 'answered' as const, outcome: textOf(status) };
}

function textOf(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}
