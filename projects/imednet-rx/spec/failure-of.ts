import { lastValueFrom, type Observable } from 'rxjs';

/** The error that a stream ends with; fails when it completes instead. */
export async function failureOf(source: Observable<unknown>): Promise<unknown> {
  try {
    await lastValueFrom(source, { defaultValue: undefined });
  } catch (error) {
    return error;
  }
  throw new Error('The stream completed, but an error was expected.');
}
