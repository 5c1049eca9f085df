import { control } from './lib/control.mjs';
import { filterBy, openRecord, progressReads, recordIds, rows, studies } from './lib/records-page.mjs';
import { useStage } from './lib/stage.mjs';

describe('the records view', () => {
  const stage = useStage();
  const idsOf = (simulator, study = 'DEMO') => [...simulator.fake.records(study)].map((r) => r.recordId);

  it('shows every record once, whatever every fifth request meets', async () => {
    const faults = { 503: 0.08, 429: 0.04, reset: 0.04, truncated: 0.04 };
    const { page, simulator, go, seen } = await stage({ records: 3000, faults, retryAfter: 0, faultSeed: 4 });
    await go('/records');
    await progressReads(page, '3,000 of 3,000 records');
    expect(await recordIds(page)).toEqual(idsOf(simulator));
    expect(Object.keys(simulator.stats.snapshot().faults).length).toBeGreaterThan(0);
    expect(seen.errors).toEqual([]);
  });

  it('follows another study in the middle of a stream, and gives up what it had asked for', async () => {
    const { page, simulator, go, seen } = await stage({ records: 20_000, latency: 150 });
    await go('/records?study=DEMO');
    await rows(page).first().waitFor();
    // Slow enough for requests to be under way when the other study is chosen.
    await control(simulator, { latency: 3000 });
    const { requests } = simulator.stats.snapshot();
    while (simulator.stats.snapshot().requests === requests) await page.waitForTimeout(10);
    const before = simulator.stats.snapshot().aborted;
    await studies(page).selectOption('DEMO-2');
    await page.waitForURL(/study=DEMO-2/);
    await control(simulator, { latency: 150 });
    await progressReads(page, '20,000 of 20,000 records');
    expect(simulator.stats.snapshot().aborted).toBeGreaterThan(before);
    const asked = seen.requests.map((request) => /studies\/([^/]+)\/records\?/.exec(request.url())?.[1]);
    const order = asked.filter(Boolean);
    expect(order.lastIndexOf('DEMO')).toBeLessThan(order.indexOf('DEMO-2'));
    // Forty pages of the former study would have been asked for.
    expect(order.filter((study) => study === 'DEMO').length).toBeLessThan(20);
  });

  it('goes on where it was when the network is back', async () => {
    const { page, context, simulator, go } = await stage({ records: 6000, latency: 100 });
    await go('/records');
    await rows(page).first().waitFor();
    await context.setOffline(true);
    await page.getByText('You are offline.', { exact: false }).first().waitFor();
    await page.getByRole('alert').waitFor();
    const read = simulator.stats.snapshot().byRoute['GET /studies/{studyKey}/records'];
    await context.setOffline(false);
    await progressReads(page, '6,000 of 6,000 records');
    expect(await recordIds(page)).toEqual(idsOf(simulator));
    const all = simulator.stats.snapshot().byRoute['GET /studies/{studyKey}/records'];
    // Twelve pages in all: had it begun afresh, those from before would have been asked for again.
    expect(all - read).toBeLessThan(12);
  });

  it('says once that the network is away, however often it is tried', async () => {
    const { page, context, go } = await stage({ records: 20_000, latency: 100 });
    await go('/records');
    await rows(page).first().waitFor();
    await context.setOffline(true);
    await page.getByRole('alert').waitFor();
    // Whatever changes in an alert is read out; the circuit may be tried again after five seconds.
    const changes = await page.evaluate(async () => {
      const message = document.querySelector('app-error-message');
      const seen = [];
      const isInAlert = ({ target }) => (target.parentElement ?? target).closest('[role=alert]');
      const isGone = () => !message.isConnected;
      await new Promise((resolve) => {
        new globalThis.MutationObserver((mutations) => {
          seen.push(...mutations.filter(isInAlert).map(() => 'changed'), ...(isGone() ? ['gone'] : []));
          if (isGone() || mutations.some(({ target }) => message.contains(target))) resolve();
        }).observe(document, { subtree: true, childList: true, characterData: true });
      });
      return seen;
    });
    expect(changes).toEqual([]);
  });

  it('keeps its filters in the address, and comes back to them', async () => {
    const { page, simulator, go } = await stage({ records: 2000 });
    await go('/records');
    await progressReads(page, '2,000 of 2,000 records');
    await filterBy(page, 'Form').selectOption('AE');
    await filterBy(page, 'Status').selectOption('Record Incomplete');
    await page.waitForURL(/form=AE.*status=Record%20Incomplete/);
    const expected = [...simulator.fake.records('DEMO')].filter(
      ({ formKey, recordStatus }) => formKey === 'AE' && recordStatus === 'Record Incomplete',
    );
    await progressReads(page, `${expected.length} of ${expected.length} records`);
    await page.reload();
    await progressReads(page, `${expected.length} of ${expected.length} records`);
    expect(await recordIds(page)).toEqual(expected.map(({ recordId }) => recordId));
    await page.getByRole('button', { name: 'Clear' }).click();
    await progressReads(page, '2,000 of 2,000 records');
  });

  it('sorts on the server', async () => {
    const { page, simulator, go } = await stage({ records: 1500 });
    await go('/records');
    await progressReads(page, '1,500 of 1,500 records');
    const column = page.getByRole('columnheader', { name: 'Modified' });
    await column.getByRole('button').click();
    await page.waitForURL(/sort=dateModified/);
    await column.getByRole('button').click();
    await page.waitForURL(/sort=-dateModified/);
    await progressReads(page, '1,500 of 1,500 records');
    expect(await column.getAttribute('aria-sort')).toBe('descending');
    const latest = [...simulator.fake.records('DEMO')]
      .map((r) => r.dateModified)
      .sort()
      .at(-1);
    await rows(page).first().getByText(latest).waitFor();
  });

  it('opens a record by the keyboard, with its answers and its audit trail, and gives the focus back', async () => {
    const { page, simulator, go } = await stage({ records: 600 });
    await go('/records');
    const [first, second] = [...simulator.fake.records('DEMO')];
    await openRecord(page, first.recordId).focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary', { name: `Record ${second.recordId}` });
    await drawer.getByText('Revision 1').waitFor();
    for (const answer of Object.values(second.recordData).filter((value) => typeof value === 'string')) {
      expect(await drawer.getByText(answer, { exact: true }).count()).toBeGreaterThan(0);
    }
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(
      await openRecord(page, second.recordId).evaluate((button) => button === document.activeElement),
    ).toBe(true);
  });

  it('makes do with an address that makes no sense', async () => {
    const { page, simulator, go, seen } = await stage({ records: 300 });
    await go('/records?study=DEMO&form=N"OPE&site=x&since=2024-02-30&sort=-nonsense&status=');
    await page.getByText('No record passes these filters.').waitFor();
    expect(await filterBy(page, 'Form').inputValue()).toBe('N"OPE');
    expect(await filterBy(page, 'Site').inputValue()).toBe('');
    expect(await page.getByLabel('Modified since').inputValue()).toBe('');
    await page.getByRole('button', { name: 'Clear' }).click();
    await progressReads(page, '300 of 300 records');
    expect(await recordIds(page)).toEqual(idsOf(simulator));
    expect(seen.errors).toEqual([]);
  });

  it('ends with the study that was chosen last, however fast one changes one’s mind', async () => {
    const { page, simulator, go, seen } = await stage({ records: 3000, latency: 60 });
    await go('/records?study=DEMO');
    await rows(page).first().waitFor();
    for (const study of ['DEMO-2', 'DEMO', 'DEMO-2', 'DEMO', 'DEMO-2']) {
      await studies(page).selectOption(study);
    }
    await page.waitForURL(/study=DEMO-2/);
    await progressReads(page, '3,000 of 3,000 records');
    expect(await recordIds(page)).toEqual(idsOf(simulator, 'DEMO-2'));
    await page.goBack();
    await page.waitForURL(/study=DEMO$/);
    await progressReads(page, '3,000 of 3,000 records');
    expect(await recordIds(page)).toEqual(idsOf(simulator));
    expect(await studies(page).inputValue()).toBe('DEMO');
    await page.goForward();
    await page.waitForURL(/study=DEMO-2/);
    await progressReads(page, '3,000 of 3,000 records');
    expect(await recordIds(page)).toEqual(idsOf(simulator, 'DEMO-2'));
    expect(seen.errors).toEqual([]);
  });

  it('filters in the middle of a stream', async () => {
    const { page, simulator, go, seen } = await stage({ records: 20_000, latency: 60 });
    await go('/records');
    await rows(page).first().waitFor();
    await filterBy(page, 'Form').selectOption('AE');
    await filterBy(page, 'Status').selectOption('Record Incomplete');
    const expected = [...simulator.fake.records('DEMO')]
      .filter(({ formKey, recordStatus }) => formKey === 'AE' && recordStatus === 'Record Incomplete')
      .map(({ recordId }) => recordId);
    const count = expected.length.toLocaleString('en-US');
    await progressReads(page, `${count} of ${count} records`);
    expect(await recordIds(page)).toEqual(expected);
    expect(seen.errors).toEqual([]);
  });

  it('shows a record in place of the table where there is no room beside it', async () => {
    const { page, simulator, go } = await stage({ records: 100 }, { viewport: { width: 768, height: 1024 } });
    await go('/records');
    await progressReads(page, '100 of 100 records');
    const [record] = [...simulator.fake.records('DEMO')];
    const opener = openRecord(page, record.recordId);
    await opener.click();
    await page.getByText('Revision 1').waitFor();
    expect(await opener.isVisible()).toBe(false);
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => document.activeElement?.getAttribute('aria-label')?.startsWith('Show'));
    expect(await opener.evaluate((button) => button === document.activeElement)).toBe(true);
  });

  it('leaves the focus on the table when it shows the records of one subject', async () => {
    const { page, simulator, go } = await stage({ records: 300 });
    await go('/records');
    await progressReads(page, '300 of 300 records');
    const { recordId, subjectKey } = [...simulator.fake.records('DEMO')].at(-1);
    await page.locator('cdk-virtual-scroll-viewport').evaluate((viewport) => viewport.scrollTo(0, 1e6));
    await openRecord(page, recordId).click();
    await page.getByRole('button', { name: 'All records of this subject' }).click();
    const own = [...simulator.fake.records('DEMO')].filter((record) => record.subjectKey === subjectKey);
    await progressReads(page, `${own.length} of ${own.length} records`);
    expect(await page.evaluate(() => document.activeElement.localName)).toBe('cdk-virtual-scroll-viewport');
  });
});
