import { useStage } from './lib/stage.mjs';
import { views } from './lib/views.mjs';

// "Good" is at most 0.1 (https://web.dev/articles/cls): what a page that never jumps leaves is rounding.
const BOUND = 0.02;

describe('the layout', () => {
  const stage = useStage();

  for (const { name, path, ready } of views) {
    for (const [screen, viewport] of Object.entries({
      'a laptop': { width: 1280, height: 800 },
      'a phone': { width: 360, height: 740 },
    })) {
      it(`of ${name} does not jump while it loads, on ${screen}`, async () => {
        const { page, go } = await stage({ records: 600, latency: 250 }, { viewport });
        await page.addInitScript(observeShifts);
        await go(path);
        await ready(page);
        const { sum, shifts } = await shiftsOf(page);
        expect(sum).withContext(shifts.join('\n')).toBeLessThan(BOUND);
      });
    }
  }

  it('does not jump when another study is chosen', async () => {
    const { page, go } = await stage({ records: 600, latency: 250 });
    await page.addInitScript(observeShifts);
    await go('/overview');
    await page.getByText('600 of 600 records').waitFor();
    await page.getByRole('combobox', { name: 'Study' }).selectOption('DEMO-2');
    await page.getByText('600 of 600 records').waitFor({ state: 'detached' });
    await page.getByText('600 of 600 records').waitFor();
    const { sum, shifts } = await shiftsOf(page);
    expect(sum).withContext(shifts.join('\n')).toBeLessThan(BOUND);
  });

  it('tells when it jumps', async () => {
    const { page, go } = await stage({ records: 10 });
    await page.addInitScript(observeShifts);
    await go('/overview');
    await page.getByText('10 of 10 records').waitFor();
    await page.evaluate(() => {
      document.querySelector('main').style.paddingTop = '200px';
    });
    expect((await shiftsOf(page)).sum).toBeGreaterThan(BOUND);
  });
});

// Runs in the page, from before its first paint.
function observeShifts() {
  globalThis.shifts = [];
  new PerformanceObserver((list) => globalThis.shifts.push(...list.getEntries())).observe({
    type: 'layout-shift',
    buffered: true,
  });
}

// Names what moved, so that one need not look for it.
function shiftsOf(page) {
  return page.evaluate(async () => {
    for (let frame = 0; frame < 3; frame++) await new Promise(requestAnimationFrame);
    await new Promise((resolve) => setTimeout(resolve));
    const unexpected = globalThis.shifts.filter(({ hadRecentInput }) => !hadRecentInput);
    const nameOf = (node) => (node?.localName ? `${node.localName}.${node.className}` : 'text');
    const shifts = unexpected.map(
      ({ value, sources }) =>
        `${value.toFixed(4)} ${sources.map(({ node, previousRect, currentRect }) => `${nameOf(node)} y ${previousRect.y} to ${currentRect.y}`).join(', ')}`,
    );
    return { sum: unexpected.reduce((sum, { value }) => sum + value, 0), shifts };
  });
}
