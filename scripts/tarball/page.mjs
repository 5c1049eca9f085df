// The same in a page, where lines go to the console; the page shows what came there.
import { configureJsonLogging } from 'imednet-rx/logging';
import { readStudies } from './read-studies.mjs';

const calls = [];
for (const method of ['debug', 'info', 'warn', 'error']) {
  globalThis.console[method] = (line) => calls.push([method, JSON.parse(line).message]);
}
configureJsonLogging();
await readStudies();
globalThis.document.title = JSON.stringify({ calls, roarr: 'ROARR' in globalThis });
