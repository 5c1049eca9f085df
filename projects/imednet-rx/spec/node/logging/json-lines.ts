// A program that switches JSON lines on and reads a list whose first request fails once. Tells on stderr whether it
// came to its end, and what it found of roarr then.
import { createImednet } from 'imednet-rx';
import { configureJsonLogging } from 'imednet-rx/logging';
import { delay, toArray } from 'rxjs';
import { scriptedAdapter } from '../../scripted-adapter';

configureJsonLogging();
const adapter = scriptedAdapter(503);
const imednet = createImednet({ apiKey: 'key', securityKey: 'key', backoffFactor: 0, adapter });
imednet.records
  .list({ studyKey: 'DEMO', pageSize: 2 })
  // In a later turn, by which every line has been written or has failed.
  .pipe(toArray(), delay(0))
  .subscribe(({ length }) => {
    console.error(length, process.env['ROARR_LOG'], 'ROARR' in globalThis);
    if (process.env['OWN_LINE']) process.stdout.write(process.env['OWN_LINE']);
  });
