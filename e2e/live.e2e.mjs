import { openRecord, progressReads, recordIds, rows } from './lib/records-page.mjs';
import { useStage } from './lib/stage.mjs';

describe('a live view', () => {
  const stage = useStage();

  it('shows what others add, change and remove', async () => {
    const { page, simulator, go, seen } = await stage({ records: 800 });
    await go('/records');
    await progressReads(page, '800 of 800 records');
    await page.getByRole('button', { name: 'Live' }).click();
    await page.getByText('Up to date').waitFor();
    const [removed, changed, kept] = [...simulator.fake.records('DEMO')].map(({ recordId }) => recordId);
    simulator.fake.deleteRecords('DEMO', 1, { at: 'start' });
    simulator.fake.touchRecord('DEMO', changed);
    simulator.fake.insertRecords('DEMO', 2, { at: 'start' });
    await page.getByText('2 added, 1 changed, 1 removed').first().waitFor();
    const mark = (id) =>
      rows(page)
        .filter({ has: openRecord(page, id) })
        .getAttribute('data-mark');
    expect([await mark(removed), await mark(changed), await mark(kept)]).toEqual([
      'removed',
      'changed',
      null,
    ]);
    expect(await page.locator('[data-mark=added]').count()).toBe(2);
    await rows(page)
      .filter({ has: openRecord(page, removed) })
      .waitFor({ state: 'detached' });
    expect(await recordIds(page)).toEqual([...simulator.fake.records('DEMO')].map((r) => r.recordId));
    expect(seen.errors).toEqual([]);
  });

  it('says when it is not up to date, and asks no longer when it is switched off', async () => {
    const { page, simulator, go } = await stage({ records: 100 });
    await go('/queries');
    await page.getByRole('button', { name: 'Live' }).click();
    await page.getByText('Up to date').waitFor();
    await page.route(/\/queries\?/, (route) => route.fulfill({ status: 503, body: '{}' }));
    await page.getByText('Not up to date', { exact: false }).waitFor();
    await page.unroute(/\/queries\?/);
    await page.getByText('Up to date').waitFor();
    await page.getByRole('button', { name: 'Live' }).click();
    const before = simulator.stats.snapshot().requests;
    await page.getByRole('link', { name: 'Under the hood' }).click();
    await page.getByText('503 Service unavailable').waitFor();
    expect(simulator.stats.snapshot().requests).toBe(before);
  });
});

describe('under the hood', () => {
  const stage = useStage();

  it('shows retries, by routes alone', async () => {
    const { page, go, simulator } = await stage({ records: 2000, faults: { 503: 0.3 }, faultSeed: 2 });
    await go('/records');
    await progressReads(page, '2,000 of 2,000 records');
    await page.getByRole('link', { name: 'Under the hood' }).click();
    const lines = page.getByRole('table', { name: 'Last requests' });
    await lines.getByText('503').first().waitFor();
    await lines.getByText('sent again, 1×').first().waitFor();
    expect(await lines.innerText()).not.toContain('DEMO');
    await page.getByRole('slider', { name: '503' }).fill('0');
    await page.getByText('503 Service unavailable').waitFor();
    while (simulator.stats.snapshot().inFlight > 0) await page.waitForTimeout(10);
    expect(await (await fetch(`${simulator.url}/__control`)).json()).toEqual({
      faults: { 503: 0 },
      latency: 0,
    });
  });
});
