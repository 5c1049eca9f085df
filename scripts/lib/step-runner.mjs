import { performance } from 'node:perf_hooks';

const seconds = (since) => `${((performance.now() - since) / 1000).toFixed(1)} s`;

// Runs steps one after the other. A failed step does not stop the others, only those that
// `need` it: they would report the same failure in less clear words.
export function createStepRunner() {
  const started = performance.now();
  const results = new Map();

  async function step(name, body, { needs = [] } = {}) {
    const since = performance.now();
    console.log(`\n=== ${name} ${'='.repeat(Math.max(3, 70 - name.length))}`);
    const broken = needs.filter((need) => results.get(need)?.failed > 0);
    const result = broken.length
      ? { passed: 0, failed: 1, reasons: [`not run, because it needs: ${broken.join(', ')}`] }
      : await attempt(body);
    results.set(name, result);
    const verdict = result.failed ? 'FAILED' : 'ok';
    console.log(
      `--- ${name}: ${verdict} (${seconds(since)})${result.reasons.map((r) => `\n    ${r}`).join('')}`,
    );
  }

  function summary() {
    let passed = 0;
    let failed = 0;
    console.log('\n=== summary');
    for (const [name, result] of results) {
      passed += result.passed;
      failed += result.failed;
      const detail = result.reasons.length ? ` - ${result.reasons.join('; ').split('\n')[0]}` : '';
      console.log(
        `${result.failed ? 'FAILED' : 'ok    '}  ${name} (${result.passed}/${result.passed + result.failed})${detail}`,
      );
    }
    console.log(`wall time ${seconds(started)}`);
    console.log(`${passed} passed, ${failed} failed`);
    return failed === 0;
  }

  return { step, summary };
}

// A body that returns nothing counts as one test; a spec run returns its own numbers.
async function attempt(body) {
  try {
    return (await body()) ?? { passed: 1, failed: 0, reasons: [] };
  } catch (error) {
    return { passed: 0, failed: 1, reasons: [error.message] };
  }
}
