import { writeFileSync } from 'node:fs';
import { countFileVariable } from './spec-counts.mjs';

// Loaded as a jasmine helper: `--reporter` would replace the readable output.
const file = process.env[countFileVariable];

if (file) {
  const counts = { passed: 0, failed: 0, skipped: 0, errors: 0 };
  jasmine.getEnv().addReporter({
    specDone({ status }) {
      if (status === 'passed') counts.passed++;
      else if (status === 'failed') counts.failed++;
      else counts.skipped++;
    },
    suiteDone({ failedExpectations }) {
      counts.errors += failedExpectations.length;
    },
    jasmineDone({ failedExpectations }) {
      counts.errors += failedExpectations.length;
      writeFileSync(file, JSON.stringify(counts));
    },
  });
}
