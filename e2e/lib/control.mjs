// From now on, the simulator behaves like this.
export async function control({ url }, settings) {
  const headers = { 'content-type': 'application/json' };
  const init = { method: 'PUT', headers, body: JSON.stringify(settings) };
  const { ok } = await fetch(`${url}/__control`, init);
  if (!ok) throw new Error('The simulator did not take it.');
}
