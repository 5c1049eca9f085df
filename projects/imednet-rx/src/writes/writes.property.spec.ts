import fc from 'fast-check';
import { FakeImednet } from 'imednet-rx/testing';
import { asyncScheduler, firstValueFrom, Subject, takeUntil } from 'rxjs';
import { holds, must } from '../../spec/holds';
import { FaultyServer, WRITE_FAULTS } from '../../spec/write-faults';
import { createImednet, type Imednet } from '../client/imednet';
import type { WriteReceipt } from '../models/write-receipt';
import type { NewRecord } from './new-record';
import { latestReceipts } from '../../spec/latest-receipts';

const HOUR = 3_600_000;
const TERMS = ['Cough', 'Rash', 'Fever', 'Gout', 'Ache', 'Chill'];

/** Few terms, so that equal items happen, in one batch and in several. */
const item = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('unscheduled' as const), term: fc.constantFrom(...TERMS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('registration' as const), term: fc.constantFrom(...TERMS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('update' as const), term: fc.constantFrom(...TERMS) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ kind: fc.constant('scheduled' as const), term: fc.constantFrom(...TERMS) }),
  },
);

/** A run of the program: how its POSTs fail, and behind which receipt it crashes, if it does. */
const run = fc.record({
  faults: fc.array(fc.constantFrom(...WRITE_FAULTS), { maxLength: 4 }),
  crashAt: fc.option(fc.nat(8), { nil: undefined }),
  /** Whether the crash comes before the receipt is in the journal. */
  loses: fc.boolean(),
  /** Whether the server does its work before anybody looks for it. */
  settles: fc.boolean(),
});

const world = fc.record({
  items: fc.array(item, { minLength: 1, maxLength: 6 }),
  batchSize: fc.integer({ min: 1, max: 3 }),
  concurrency: fc.integer({ min: 1, max: 2 }),
  failFast: fc.boolean(),
  skew: fc.integer({ min: -300_000, max: 300_000 }),
  runs: fc.array(run, { maxLength: 4 }),
});

const toRecord = ({ kind, term: aeterm }: { readonly kind: string; readonly term: string }): NewRecord => {
  const data = { aeterm };
  if (kind === 'registration') return { formKey: 'AE', siteId: 101, data };
  if (kind === 'update') return { formKey: 'AE', recordId: 1_000_001, data };
  const own = { formKey: 'AE', subjectKey: '002-0001', data };
  return kind === 'scheduled' ? { ...own, intervalName: 'Screening' } : own;
};

/** How often each thing was written: new records by what they hold, changes by their entries in the audit trail. */
const writtenIn = (fake: FakeImednet, before: number): Map<string, number> => {
  const counts = new Map<string, number>();
  const count = (key: string): void => void counts.set(key, (counts.get(key) ?? 0) + 1);
  for (const { recordId, recordData, subjectKey } of fake.records('DEMO')) {
    if (recordId > before)
      count(`${subjectKey === '002-0001' ? 'unscheduled' : 'registration'} ${String(recordData['aeterm'])}`);
  }
  const query = new URLSearchParams({ size: '500', filter: 'dateCreated>=2026-03-01T00:00:00Z' });
  const trail = fake.handle({
    method: 'GET',
    path: '/api/v1/edc/studies/DEMO/recordRevisions',
    query,
    headers: {},
  });
  for (const { recordId } of (trail.body as { data: { recordId: number }[] }).data) {
    if (recordId <= before) count(recordId === 1_000_001 ? 'update' : 'scheduled');
  }
  return counts;
};

describe('records that are written while everything fails', () => {
  let now: number;
  let imednet: Imednet;
  let server: FaultyServer;

  beforeEach(() => {
    spyOn(asyncScheduler, 'now').and.callFake(() => now);
  });

  /** Submits until it ends, fails, crashes or hangs; gives what the journal has then, and whether it ended. */
  const attempt = async (
    items: readonly NewRecord[],
    options: object,
    journal: WriteReceipt[],
    { crashAt, loses }: { readonly crashAt?: number | undefined; readonly loses: boolean },
  ): Promise<boolean> => {
    const crash$ = new Subject<void>();
    let saved = 0;
    const save = (receipt: WriteReceipt): Promise<void> => {
      const crashes = saved++ === crashAt;
      if (!(crashes && loses)) journal.push(JSON.parse(JSON.stringify(receipt)) as WriteReceipt);
      if (crashes) crash$.next();
      return Promise.resolve();
    };
    const receipts = [...journal];
    const source$ = imednet.records.submit(items, { ...options, receipts, journal: { save } });
    server.onHang = () => {
      crash$.next();
    };
    return new Promise((resolve) => {
      crash$.subscribe(() => {
        resolve(false);
      });
      source$.pipe(takeUntil(crash$)).subscribe({
        error: () => {
          resolve(false);
        },
        complete: () => {
          resolve(true);
        },
      });
    });
  };

  it(
    'are never written twice, and never missing where the receipts say that they are there',
    () =>
      holds(
        fc.asyncProperty(world, async ({ items: kinds, runs, skew, ...options }) => {
          now = Date.UTC(2026, 2, 1, 12);
          const fake = new FakeImednet({ subjects: 4, sites: 2, jobSteps: [], now: () => now + skew });
          server = new FaultyServer(fake);
          imednet = createImednet({
            ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', adapter: server.adapter },
            ...{ defaultStudyKey: 'DEMO', retries: 2, backoffFactor: 0 },
            // It would send everything again.
            retryPolicy: { shouldRetry: () => true, delay: () => 0 },
          });
          const before = 1_000_000 + fake.recordCount('DEMO');
          const items = kinds.map(toRecord);
          const journal: WriteReceipt[] = [];

          for (const each of [...runs, { faults: [], loses: false, settles: true }]) {
            server.ahead.splice(0, Infinity, ...each.faults);
            if (await attempt(items, options, journal, each)) break;
            if (each.settles) {
              fake.finishJobs('DEMO');
              now += HOUR;
            } else now += 1000;
            for (const receipt of latestReceipts(journal).values()) {
              const verdict = await firstValueFrom(
                imednet.records.reconcile(receipt, items, { receipts: [...journal] }),
              );
              journal.push(verdict.receipt);
            }
          }
          fake.finishJobs('DEMO');
          imednet.close();

          const written = writtenIn(fake, before);
          const wanted = new Map<string, number>();
          const keyOf = ({ kind, term }: (typeof kinds)[number]): string =>
            kind === 'update' || kind === 'scheduled' ? kind : `${kind} ${term}`;
          for (const kind of kinds) wanted.set(keyOf(kind), (wanted.get(keyOf(kind)) ?? 0) + 1);
          for (const [key, times] of written) {
            must(times <= (wanted.get(key) ?? 0), `${key} was written ${String(times)} times`);
          }
          const there = [...latestReceipts(journal).values()].filter(({ state }) => state === 'succeeded');
          const sure = new Map<string, number>();
          for (const { first, size } of there) {
            for (const kind of kinds.slice(first, first + size)) {
              // A change may be overwritten by the next one; that it was made shows the trail.
              sure.set(keyOf(kind), (sure.get(keyOf(kind)) ?? 0) + 1);
            }
          }
          for (const [key, times] of sure) {
            const isChange = key === 'update' || key === 'scheduled';
            must(
              (written.get(key) ?? 0) >= (isChange ? 1 : times),
              `${key} is missing, although receipts say that it is there`,
            );
          }
        }),
        60,
      ),
    30_000,
  );
});
