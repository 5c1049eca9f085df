import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// Spec runners are told through this variable where to write their result.
export const countFileVariable = 'SPEC_COUNT_FILE';

export async function withCountFile(runSpecs) {
  const folder = await mkdtemp(join(tmpdir(), 'spec-counts-'));
  const file = join(folder, 'counts.json');
  try {
    const problem = await runSpecs({ [countFileVariable]: file }).then(
      () => undefined,
      (error) => error.message,
    );
    const text = await readFile(file, 'utf8').catch(() => undefined);
    return judge(text && JSON.parse(text), problem);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// A run that executes nothing, or leaves specs out (xit, fit, fdescribe), must not look green.
function judge(counts, problem) {
  const reasons = [];
  if (!counts) {
    return { passed: 0, failed: 1, reasons: [`no result was written (${problem ?? 'runner ended early'})`] };
  }
  const { passed, failed, skipped, errors } = counts;
  let failures = failed + skipped + errors;
  if (failed) reasons.push(`${failed} specs failed`);
  if (skipped) reasons.push(`${skipped} specs were left out (xit, pending, fit or fdescribe)`);
  if (errors) reasons.push(`${errors} errors outside of specs`);
  if (passed + failed === 0) {
    failures += skipped ? 0 : 1;
    reasons.push('no spec ran');
  }
  if (problem && failures === 0) {
    failures = 1;
    reasons.push(problem);
  }
  return { passed, failed: failures, reasons };
}
