/**
 * A time limit in ms: long enough for a busy machine, and short only where nothing else ends the request.
 *
 * @param runsOut - whether the spec waits for it
 */
export function timeoutFor(runsOut: boolean): number {
  return runsOut ? 1_500 : 30_000;
}
