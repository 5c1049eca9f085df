import { lastValueFrom, tap, toArray } from 'rxjs';
import { type Simulator, startSimulator } from '../../../simulator/src/start-simulator';
import { failureOf } from '../../spec/failure-of';
import { isImednetError } from '../errors/imednet-error';
import { AsyncPaginator } from '../pagination/async-paginator';
import type { ImednetRecord } from '../models/record';
import { createImednet, type Imednet } from './imednet';

const RECORDS = 100_000;
const FAULTS = { '503': 0.05, '429': 0.05, reset: 0.02, truncated: 0.01 };
const KEYS = { apiKey: 'api-key', securityKey: 'security-key' };

for (const seed of [1, 2, 3]) {
  describe(`100,000 records from a failing server, seed ${String(seed)}`, () => {
    let simulator: Simulator;
    let imednet: Imednet;

    beforeAll(async () => {
      simulator = await startSimulator({ ...KEYS, seed, records: RECORDS, faults: FAULTS, retryAfter: 0 });
      imednet = createImednet({
        ...KEYS,
        baseUrl: simulator.url,
        defaultStudyKey: 'DEMO',
        retries: 10,
        backoffFactor: 0.001,
      });
    });

    afterAll(async () => {
      imednet.close();
      await simulator.close();
    });

    it('come exactly once, in order, when pushed', async () => {
      const records = await lastValueFrom(imednet.records.list({ pageSize: 500 }).pipe(toArray()));

      const ids = records.map(({ recordId }) => recordId);
      expect(ids.length).toBe(RECORDS);
      expect(new Set(ids).size).toBe(RECORDS);
      expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? 0))).toBeTrue();
      expect(Object.keys(simulator.stats.snapshot().faults).sort()).toEqual(Object.keys(FAULTS).sort());
    }, 60_000);

    it('come exactly once, in order, when pulled', async () => {
      const path = '/api/v1/edc/studies/DEMO/records';
      const ids: number[] = [];
      for await (const { items } of new AsyncPaginator<ImednetRecord>(imednet.client, path, {
        pageSize: 500,
      }).pages()) {
        ids.push(...items.map(({ recordId }) => recordId));
      }
      expect(ids.length).toBe(RECORDS);
      expect(new Set(ids).size).toBe(RECORDS);
    }, 60_000);

    it('come exactly once, in order, when processed with pages read ahead', async () => {
      const ids: number[] = [];
      const acks = await lastValueFrom(
        imednet.records
          .process(({ items }) => [ids.push(...items.map(({ recordId }) => recordId))], {
            pageSize: 500,
            prefetch: 4,
          })
          .pipe(toArray()),
      );
      expect(acks.map(({ page }) => page)).toEqual(Array.from({ length: 200 }, (_, page) => page));
      expect(ids.length).toBe(RECORDS);
      expect(ids.every((id, index) => index === 0 || id > (ids[index - 1] ?? 0))).toBeTrue();
    }, 60_000);

    it('end in a typed error, never in silence, when no retry is left', async () => {
      const once = createImednet({ ...KEYS, baseUrl: simulator.url, retries: 0 });
      const ids: number[] = [];
      const records$ = once.records.list({ studyKey: 'DEMO', pageSize: 500 });
      const error = await failureOf(records$.pipe(tap(({ recordId }) => ids.push(recordId))));
      expect(isImednetError(error)).toBeTrue();
      expect(ids.length % 500).toBe(0);
      expect(new Set(ids).size).toBe(ids.length);
      once.close();
    }, 60_000);
  });
}
