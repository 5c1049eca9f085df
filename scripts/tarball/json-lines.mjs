// JSON lines on stdout, without a variable for it, and without a trace of roarr in the process.
import assert from 'node:assert/strict';
import { configureJsonLogging } from 'imednet-rx/logging';
import { readStudies } from './read-studies.mjs';

const before = process.env.ROARR_LOG;
configureJsonLogging();
await readStudies();
assert.equal('ROARR' in globalThis, false);
assert.equal(process.env.ROARR_LOG, before);
assert.equal(process.stdout.listenerCount('error'), 0);
