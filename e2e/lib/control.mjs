// From now on, the simulator behaves like this.
export function control(simulator, settings) {
  return ask(simulator, 'PUT', '', settings);
}

// Does what others do in a study.
export function work(simulator, changes) {
  return ask(simulator, 'POST', '/changes', changes);
}

async function ask({ url }, method, path, body) {
  const headers = { 'content-type': 'application/json' };
  const { ok } = await fetch(`${url}/__control${path}`, { method, headers, body: JSON.stringify(body) });
  if (!ok) throw new Error('The simulator did not take it.');
}
