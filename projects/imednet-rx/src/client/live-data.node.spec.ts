import { lastValueFrom, tap } from 'rxjs';
import { type Simulator, startSimulator } from '../../../simulator/src/start-simulator';
import { createImednet, type Imednet } from './imednet';

const RECORDS = 5000;

describe('a list of records over data that move, from a real server', () => {
  let simulator: Simulator;
  let imednet: Imednet;

  beforeEach(async () => {
    simulator = await startSimulator({
      records: RECORDS,
      retryAfter: 0,
      faults: { '503': 0.05, reset: 0.05, truncated: 0.05 },
    });
    imednet = createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: simulator.url, defaultStudyKey: 'DEMO' },
      ...{ retries: 10, backoffFactor: 0.001 },
    });
  });

  afterEach(async () => {
    imednet.close();
    await simulator.close();
  });

  for (const [story, change] of [
    ['rows are deleted in front', (): void => simulator.fake.deleteRecords('DEMO', 10, { at: 'start' })],
    ['rows are inserted behind', (): void => simulator.fake.insertRecords('DEMO', 10, { at: 'end' })],
    [
      'rows are deleted in front and inserted behind',
      (): void => {
        simulator.fake.deleteRecords('DEMO', 10, { at: 'start' });
        simulator.fake.insertRecords('DEMO', 10, { at: 'end' });
      },
    ],
  ] as const) {
    it(`gives each row that is there throughout exactly once with keyset, while ${story}`, async () => {
      const before = new Set([...simulator.fake.records('DEMO')].map(({ recordId }) => recordId));
      const seen: number[] = [];
      await lastValueFrom(
        imednet.records.pages({ strategy: 'keyset', pageSize: 500 }).pipe(
          tap(({ items, page }) => {
            seen.push(...items.map(({ recordId }) => recordId));
            if (page < 9) change();
          }),
        ),
      );
      const throughout = [...simulator.fake.records('DEMO')]
        .map(({ recordId }) => recordId)
        .filter((id) => before.has(id));
      expect(new Set(seen).size).toBe(seen.length);
      expect(throughout.filter((id) => !new Set(seen).has(id))).toEqual([]);
      expect(throughout.length).toBeGreaterThan(4000);
    });
  }
});
