// A program that logs with roarr itself, to a place of its own, and counts the lines that come there.
import { createImednet } from 'imednet-rx';
import { configureJsonLogging } from 'imednet-rx/logging';
import { ROARR, Roarr } from 'roarr';
import { toArray } from 'rxjs';
import { scriptedAdapter } from '../../scripted-adapter';

ROARR.write = (line) => {
  console.error(line);
};
configureJsonLogging();
const adapter = scriptedAdapter(503);
const imednet = createImednet({ apiKey: 'key', securityKey: 'key', backoffFactor: 0, adapter });
const records = imednet.records.list({ studyKey: 'DEMO', pageSize: 2 }).pipe(toArray());

// In a context of its own, which roarr hands on to all that is logged within.
void Roarr.adopt(
  () => {
    Roarr.info('theirs, before');
    records.subscribe(() => {
      Roarr.info('theirs, after');
    });
  },
  { patient: 'JANE-CANARY' },
);
