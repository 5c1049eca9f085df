import { useStage } from './lib/stage.mjs';

describe('the overview', () => {
  const stage = useStage();

  it('counts what there is, while requests fail', async () => {
    const faults = { 500: 0.1, reset: 0.1 };
    const { page, simulator, go, seen } = await stage({ records: 2500, subjects: 120, faults, faultSeed: 9 });
    await go('/overview');
    await page.getByText('2,500 of 2,500 records').waitFor();
    const there = [...simulator.fake.records('DEMO')].filter(({ deleted }) => !deleted);
    const complete = there.filter(({ recordStatus }) => recordStatus === 'Record Complete');
    const card = page.getByRole('group', { name: 'Records' });
    await card.getByText(there.length.toLocaleString('en-US'), { exact: true }).waitFor();
    await card.getByText(`${complete.length.toLocaleString('en-US')} complete`).waitFor();
    expect(Object.keys(simulator.stats.snapshot().faults).length).toBeGreaterThan(0);
    expect(seen.errors).toEqual([]);
  });

  it('tells the same as a table as it does as a chart', async () => {
    const { page, simulator, go } = await stage({ records: 600, subjects: 40, sites: 3 });
    await go('/overview');
    await page.getByText('40 of 40 subjects').waitFor();
    await page.getByRole('button', { name: 'Show as table: Subjects by site and status' }).click();
    const table = page.getByRole('table', { name: 'Subjects by site and status' });
    const totals = await table.locator('tbody tr td:last-child').allInnerTexts();
    const study = { method: 'GET', path: '/api/v1/edc/studies/DEMO/subjects', headers: {} };
    const { body } = simulator.fake.handle({
      ...study,
      headers: { 'x-api-key': 'canary-api-key', 'x-imn-security-key': 'canary-security-key' },
      query: new URLSearchParams({ size: '500', filter: 'deleted==false' }),
    });
    expect(totals.map(Number).reduce((a, b) => a + b, 0)).toBe(body.data.length);
  });

  it('draws in the colours of the page, and anew when it turns dark', async () => {
    const { page, go } = await stage({ records: 600 }, { colorScheme: 'light' });
    await go('/overview');
    await page.getByText('600 of 600 records').waitFor();
    const light = await colours(page);
    await page.emulateMedia({ colorScheme: 'dark' });
    const dark = await colours(page);
    expect(dark.filter((colour) => light.includes(colour))).toEqual([]);
  });

  it('says what is wrong when iMednet has a problem, and goes on when told to', async () => {
    const { page, simulator, go } = await stage({ records: 600 });
    let broken = true;
    await page.route(/\/queries\?/, (route) =>
      broken ? route.fulfill({ status: 401, body: '{}' }) : route.continue(),
    );
    await go('/overview');
    await page.getByRole('alert').getByText('does not accept the keys').waitFor();
    broken = false;
    await page.getByRole('button', { name: 'Go on from here' }).click();
    await page.getByText(/^(\d+) of \1 queries$/).waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(simulator.fake.recordCount('DEMO')).toBe(600);
  });

  it('does not say that there is nothing where nothing could be read', async () => {
    const { page, go } = await stage({ records: 600 });
    await page.route(/\/subjects\?/, (route) => route.fulfill({ status: 403, body: '{}' }));
    await go('/overview');
    await page.getByRole('alert').waitFor();
    expect(await page.getByText('No subject is enrolled yet.').count()).toBe(0);
    expect(await page.getByText('This could not be read.').count()).toBe(2);
    await page.getByRole('group', { name: 'Subjects' }).getByText('could not be read').waitFor();
  });

  it('is built for a study without anything', async () => {
    const { page, go, seen } = await stage({ records: 0, subjects: 0 });
    await go('/overview');
    await page.getByText('No subject is enrolled yet.').waitFor();
    await page.getByText('There are no records yet.').waitFor();
    expect(seen.errors).toEqual([]);
  });
});

// Waits until every chart shows one of the page's colours for series, and says which they are.
async function colours(page) {
  const shown = await page.waitForFunction(() => {
    const probe = document.createElement('i');
    document.body.append(probe);
    const palette = [1, 2, 3, 4, 5, 6].map((number) => {
      probe.style.color = `var(--series-${number})`;
      return globalThis.getComputedStyle(probe).color;
    });
    probe.remove();
    const painted = (canvases) =>
      canvases.length === 4 &&
      canvases.every((canvas) => {
        const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);
        const pixels = new Set();
        for (let at = 0; at < data.length; at += 4) {
          if (data[at + 3] === 255) pixels.add(`rgb(${data[at]}, ${data[at + 1]}, ${data[at + 2]})`);
        }
        return palette.some((colour) => pixels.has(colour));
      });
    return painted([...document.querySelectorAll('app-chart-canvas canvas')]) && palette;
  });
  return shown.jsonValue();
}
