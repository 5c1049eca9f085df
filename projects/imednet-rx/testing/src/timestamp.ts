/** Milliseconds of a day. */
export const DAY = 86_400_000;

/** The API's way to write an instant: UTC, without a zone. */
export function timestamp(milliseconds: number): string {
  const iso = new Date(milliseconds).toISOString();
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** The API's way to write a day. */
export function day(milliseconds: number): string {
  return new Date(milliseconds).toISOString().slice(0, 10);
}

/** The API's way to write the dates of a role: year, month, day, hour, minute, second, nanosecond. */
export function dateParts(milliseconds: number): readonly number[] {
  const date = new Date(milliseconds);
  return [
    date.getUTCFullYear(),
    date.getUTCMonth() + 1,
    date.getUTCDate(),
    date.getUTCHours(),
    date.getUTCMinutes(),
    date.getUTCSeconds(),
    date.getUTCMilliseconds() * 1_000_000,
  ];
}

/** The instant that the API's way to write it stands for, in ms since 1970. */
export function milliseconds(text: string): number {
  return Date.parse(`${text.replace(' ', 'T')}Z`);
}
