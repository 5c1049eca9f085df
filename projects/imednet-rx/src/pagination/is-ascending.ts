/** Whether keys are numbers that ascend from one on; `NaN` stands for an item without a key. */
export function isAscending(keys: readonly unknown[], after = -Infinity): boolean {
  let last = after;
  for (const key of keys) {
    if (typeof key !== 'number' || !(key > last)) return false;
    last = key;
  }
  return true;
}
