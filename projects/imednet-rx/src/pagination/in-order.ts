import { concatMap, defer, type OperatorFunction } from 'rxjs';

/**
 * Puts values that are numbered from 0 without gaps back into the order of their numbers.
 *
 * @returns emits the values whose turn has come, all at once
 */
export function inOrder<T>(): OperatorFunction<readonly [index: number, value: T], readonly T[]> {
  return (source) =>
    defer(() => {
      const waiting = new Map<number, T>();
      let turn = 0;
      return source.pipe(
        concatMap(([index, value]) => {
          waiting.set(index, value);
          const ready: T[] = [];
          for (; waiting.has(turn); turn++) {
            ready.push(waiting.get(turn) as T);
            waiting.delete(turn);
          }
          return ready.length === 0 ? [] : [ready];
        }),
      );
    });
}
