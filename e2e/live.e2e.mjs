import { openRecord, progressReads, recordIds, rows, studies } from './lib/records-page.mjs';
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

  it('keeps what it has read when it is switched off, until the list is read again', async () => {
    const { page, simulator, go } = await stage({ records: 300 });
    const idsNow = () => [...simulator.fake.records('DEMO')].map(({ recordId }) => recordId);
    await go('/records');
    await progressReads(page, '300 of 300 records');
    await page.getByRole('button', { name: 'Live' }).click();
    await page.getByText('Up to date').waitFor();
    simulator.fake.deleteRecords('DEMO', 2, { at: 'start' });
    simulator.fake.insertRecords('DEMO', 1, { at: 'end' });
    await page.getByText('1 added, 0 changed, 2 removed').first().waitFor();
    await progressReads(page, '299 of 299 records');
    const live = idsNow();
    await page.getByRole('button', { name: 'Live' }).click();
    expect(await recordIds(page)).toEqual(live);
    simulator.fake.deleteRecords('DEMO', 1, { at: 'start' });
    await page.getByRole('button', { name: 'Read again' }).click();
    await progressReads(page, '298 of 298 records');
    expect(await recordIds(page)).toEqual(idsNow());
  });

  it('shows the record that is open as it is now, and says when it has gone', async () => {
    const { page, simulator, go, seen } = await stage({ records: 100 });
    await go('/records');
    await progressReads(page, '100 of 100 records');
    const [record] = [...simulator.fake.records('DEMO')];
    await openRecord(page, record.recordId).click();
    const drawer = page.getByRole('complementary', { name: `Record ${record.recordId}` });
    await drawer.getByText(record.dateModified, { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Live' }).click();
    await page.getByText('Up to date').waitFor();
    simulator.fake.touchRecord('DEMO', record.recordId);
    const { dateModified } = [...simulator.fake.records('DEMO')][0];
    expect(dateModified).not.toBe(record.dateModified);
    await drawer.locator('dd').getByText(dateModified, { exact: true }).waitFor();
    await drawer.locator('.timeline').getByText(dateModified, { exact: true }).waitFor();
    simulator.fake.deleteRecords('DEMO', 1, { at: 'start' });
    await drawer.getByText('The record has left the list', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
    expect(seen.errors).toEqual([]);
  });

  it('follows another study, and asks for the former one no longer', async () => {
    const { page, simulator, go, seen } = await stage({ records: 200 });
    await go('/records');
    await page.getByRole('button', { name: 'Live' }).click();
    await page.getByText('Up to date').waitFor();
    await studies(page).selectOption('DEMO-2');
    await page.waitForURL(/DEMO-2/);
    await page.getByText('Up to date').waitFor();
    const from = seen.requests.length;
    simulator.fake.insertRecords('DEMO-2', 1, { at: 'start' });
    await page.getByText('1 added, 0 changed, 0 removed').first().waitFor();
    const asked = seen.requests.slice(from).map((request) => request.url());
    expect(asked.filter((url) => url.includes('/studies/DEMO/'))).toEqual([]);
    expect(seen.errors).toEqual([]);
  });

  it('waits while nobody sees the page, and is up to date when somebody does', async () => {
    const { page, simulator, go } = await stage({ records: 100 });
    const show = (state) =>
      page.evaluate((visibilityState) => {
        Object.defineProperty(document, 'visibilityState', { configurable: true, value: visibilityState });
        document.dispatchEvent(new globalThis.Event('visibilitychange'));
      }, state);
    await go('/records');
    await page.getByRole('button', { name: 'Live' }).click();
    await page.getByText('Up to date').waitFor();
    await show('hidden');
    await page.getByText('Paused while the page is hidden').waitFor();
    const before = simulator.stats.snapshot().requests;
    simulator.fake.insertRecords('DEMO', 1, { at: 'start' });
    await page.waitForTimeout(4_000);
    expect(simulator.stats.snapshot().requests).toBe(before);
    await show('visible');
    await page.getByText('1 added, 0 changed, 0 removed').first().waitFor();
  });

  it('says that it is not up to date while the network is away, and catches up when it is back', async () => {
    const { page, context, simulator, go } = await stage({ records: 100 });
    await go('/records');
    await page.getByRole('button', { name: 'Live' }).click();
    await page.getByText('Up to date').waitFor();
    await context.setOffline(true);
    await page.getByText('Not up to date', { exact: false }).waitFor();
    simulator.fake.deleteRecords('DEMO', 1, { at: 'start' });
    await context.setOffline(false);
    await page.getByText('0 added, 0 changed, 1 removed').first().waitFor();
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

  it('puts a slider back whose value was not taken', async () => {
    const { page, go } = await stage({ records: 10 });
    await go('/hood');
    const slider = page.getByRole('slider', { name: '503' });
    await slider.waitFor();
    await page.route(/__control/, (route) => route.abort());
    await slider.fill('20');
    await page.getByText('The simulator did not take it.').waitFor();
    expect(await slider.inputValue()).toBe('0');
  });

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
