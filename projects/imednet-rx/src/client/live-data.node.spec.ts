import { lastValueFrom, tap } from 'rxjs';
import { type FailingServer, startFailingServer } from '../../spec/node/failing-server';

const RECORDS = 5000;

describe('a list of records over data that move, from a real server', () => {
  let server: FailingServer;

  beforeEach(async () => {
    server = await startFailingServer({ records: RECORDS });
  });

  afterEach(() => server.close());

  for (const [story, change] of [
    ['rows are deleted in front', (): void => server.fake.deleteRecords('DEMO', 10, { at: 'start' })],
    ['rows are inserted behind', (): void => server.fake.insertRecords('DEMO', 10, { at: 'end' })],
    [
      'rows are deleted in front and inserted behind',
      (): void => {
        server.fake.deleteRecords('DEMO', 10, { at: 'start' });
        server.fake.insertRecords('DEMO', 10, { at: 'end' });
      },
    ],
  ] as const) {
    it(`gives each row that is there throughout exactly once with keyset, while ${story}`, async () => {
      const before = new Set([...server.fake.records('DEMO')].map(({ recordId }) => recordId));
      const seen: number[] = [];
      await lastValueFrom(
        server.imednet.records.pages({ strategy: 'keyset', pageSize: 500 }).pipe(
          tap(({ items, page }) => {
            seen.push(...items.map(({ recordId }) => recordId));
            if (page < 9) change();
          }),
        ),
      );
      const throughout = [...server.fake.records('DEMO')]
        .map(({ recordId }) => recordId)
        .filter((id) => before.has(id));
      expect(new Set(seen).size).toBe(seen.length);
      expect(throughout.filter((id) => !new Set(seen).has(id))).toEqual([]);
      expect(throughout.length).toBeGreaterThan(4000);
    });
  }
});
