import { openRecord, progressReads } from './lib/records-page.mjs';
import { keys, useStage } from './lib/stage.mjs';

describe('what a browser keeps', () => {
  const stage = useStage();

  it('holds no key, and nothing of a patient outside the page itself', async () => {
    const { page, simulator, context, go, seen } = await stage({ records: 600, faults: { 500: 0.1 } });
    const bodies = [];
    page.on('response', async (response) => bodies.push(await response.text().catch(() => '')));
    await go('/overview');
    await page.getByText('600 of 600 records').waitFor();
    await page.getByRole('link', { name: 'Records' }).click();
    await progressReads(page, '600 of 600 records');
    const [record] = [...simulator.fake.records('DEMO')];
    await openRecord(page, record.recordId).click();
    await page.getByText('Revision 1').waitFor();
    await page.getByRole('button', { name: 'All records of this subject' }).click();
    await page.getByText(/^(\d+) of \1 records$/).waitFor();
    await page.getByRole('button', { name: /colours/i }).click();

    const canaries = [
      ...[record.subjectKey, record.subjectOid, record.recordOid],
      ...Object.values(record.recordData).filter((value) => typeof value === 'string' && value.length > 4),
    ];
    expect(canaries.length).toBeGreaterThan(3);
    const { storage, databases } = await page.evaluate(async () => ({
      storage: JSON.stringify([{ ...localStorage }, { ...sessionStorage }, history.state]),
      databases: [await indexedDB.databases(), await caches.keys()],
    }));
    expect(databases).toEqual([[], []]);
    expect(await context.cookies()).toEqual([]);
    const pages = seen.addresses.join('\n');
    const told = [storage, pages, ...seen.console, ...seen.errors].join('\n');
    expect(told).toContain('/records');
    for (const canary of [...canaries, ...Object.values(keys)]) expect(told).not.toContain(canary);

    const sent = await Promise.all(
      seen.requests.map(async (request) => request.url() + JSON.stringify(await request.allHeaders())),
    );
    for (const key of Object.values(keys)) expect([...sent, ...bodies].join('\n')).not.toContain(key);
  });
});
