import { Mirror } from '../../spec/mirror';
import { type FailingServer, startFailingServer } from '../../spec/node/failing-server';
import type { ImednetRecord } from '../models/record';

describe('the changes of records, from a real server that fails at times', () => {
  let server: FailingServer;
  let now: number;

  beforeEach(async () => {
    now = Date.UTC(2026, 0, 1);
    server = await startFailingServer({ records: 2000, now: () => now });
  });

  afterEach(() => server.close());

  it('bring a mirror to what there is, each change once, while records change during the runs', async () => {
    const { fake, imednet } = server;
    const mirror = new Mirror<ImednetRecord>();
    for (let run = 0; run < 4; run++) {
      now += 600_000;
      await mirror.follow(
        imednet.records.since(mirror.watermark, { pageSize: 200 }),
        2,
        (work$, { page }) => {
          now += 1000;
          const records = Array.from(fake.records('DEMO'));
          for (const at of [10, 500, 1500]) {
            const recordId = records[at + page]?.recordId ?? 0;
            fake.changeRecord('DEMO', recordId, { recordStatus: `Run ${String(run)}`, deleted: page === 1 });
          }
          fake.deleteRecords('DEMO', 1, { at: 'start' });
          fake.insertRecords('DEMO', 1);
          return work$;
        },
      );
      if (run > 0) expect(mirror.given.length).toBeLessThan(200);
    }
    await mirror.follow(imednet.records.since(mirror.watermark));
    expect(mirror.rows).toEqual(Array.from(fake.records('DEMO')).filter(({ deleted }) => !deleted));
  });
});
