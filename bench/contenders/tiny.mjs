// One after the other; each counts as a record with the number 1.
export function readTiny(get, { requests }) {
  return async (_studyKey, onRecord) => {
    for (let i = 0; i < requests; i++) {
      await get();
      onRecord({ recordId: 1 });
    }
  };
}
