import { writeFileSync } from 'node:fs';
import { countFileVariable } from './spec-counts.mjs';

function CountReporter() {
  const counts = { passed: 0, failed: 0, skipped: 0, errors: 0 };
  // Karma binds the methods it finds on a reporter to its events.
  this.adapters = [];
  this.onSpecComplete = (_browser, result) => {
    if (result.skipped) counts.skipped++;
    else if (result.success) counts.passed++;
    else counts.failed++;
  };
  this.onBrowserError = () => counts.errors++;
  this.onRunComplete = (_browsers, { disconnected }) => {
    if (disconnected) counts.errors++;
    writeFileSync(process.env[countFileVariable], JSON.stringify(counts));
  };
}

export const countReporter = { 'reporter:count': ['type', CountReporter] };
export const countReporterName = process.env[countFileVariable] ? 'count' : undefined;
