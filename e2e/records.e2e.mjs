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
    const before = simulator.stats.snapshot().aborted;
    await studies(page).selectOption('DEMO-2');
    await page.waitForURL(/study=DEMO-2/);
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
});
