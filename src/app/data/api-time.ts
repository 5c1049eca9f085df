const TIMESTAMP = /^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/;

/** The instant of a timestamp of the API, which is in UTC without saying so, in ms since the epoch. */
export function apiTime(text: unknown): number | null {
  const [, day, time] = (typeof text === 'string' ? TIMESTAMP.exec(text) : null) ?? [];
  if (day === undefined || time === undefined) return null;
  const instant = Date.parse(`${day}T${time}Z`);
  return Number.isNaN(instant) ? null : instant;
}
