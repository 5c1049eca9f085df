import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { concat, EMPTY, lastValueFrom, type Observable, of, tap, throwError, toArray } from 'rxjs';
import { API_FIELDS } from '../../spec/api-fields';
import { API_LIST_NAMES, API_LISTS } from '../../spec/api-lists';
import { failureOf } from '../../spec/failure-of';
import { createImednet, type Imednet } from '../client/imednet';
import { InvalidArgumentError } from '../errors/client-error';
import { ImednetError } from '../errors/imednet-error';
import type { Changes, ChangesAck } from '../incremental/changes';
import { listKindOf } from '../incremental/list-kind';
import type { SinceCursor } from '../incremental/since-cursor';
import type { Watermark } from '../incremental/watermark';
import type { SitesResource } from './sites';

type From = Watermark | SinceCursor | null;
type Row = Readonly<Record<string, unknown>>;
type Work = (changes: Changes<Row, never>) => Observable<unknown>;

describe('since', () => {
  let imednet: Imednet;
  let now: number;
  /** Requests so far, and the one that is responded to with an error inside a success. */
  let requests: number;
  let failing: number;
  const since = (
    name: (typeof API_LIST_NAMES)[number],
    from: From,
    work: Work,
    options: object = {},
  ): Observable<ChangesAck> => {
    // What matters is the same for all.
    const resource = imednet[name] as unknown as SitesResource;
    return resource.since(from, { pageSize: 3, ...options }).process(work as never);
  };

  beforeEach(() => {
    now = Date.UTC(2026, 0, 1);
    requests = 0;
    failing = -1;
    const fake = new FakeImednet({ subjects: 4, studies: 5, now: () => now });
    const adapter = fakeImednetAdapter(fake);
    imednet = createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', defaultStudyKey: 'DEMO', retries: 0 },
      adapter: async (config) => {
        const response = await adapter(config);
        const metadata = { status: 'INTERNAL_SERVER_ERROR', timestamp: '2999-01-01 00:00:00' };
        if (requests++ !== failing) return response;
        return { ...response, data: JSON.stringify({ metadata, data: [] }) };
      },
    });
  });

  afterEach(() => {
    imednet.close();
  });

  it('reads by date only lists that have a modification date, and after the last key only those that never change', () => {
    for (const name of API_LIST_NAMES) {
      const hasDate = Object.keys(API_FIELDS[name]).includes('dateModified');
      if (listKindOf(name) === 'dated') expect(hasDate).withContext(name).toBeTrue();
      else if (name !== 'studies') expect(hasDate).withContext(name).toBeFalse();
    }
    expect(API_LIST_NAMES.filter((name) => listKindOf(name) === 'appended')).toEqual(['recordRevisions']);
    expect(API_LIST_NAMES.filter((name) => listKindOf(name) === 'compared')).toEqual([
      'studies',
      'users',
      'codings',
    ]);
  });

  for (const name of API_LIST_NAMES) {
    const { key } = API_LISTS[name];

    it(`of ${name} emits all rows, and nothing while nothing changed`, async () => {
      const all = await lastValueFrom((imednet[name] as unknown as SitesResource).list().pipe(toArray()));
      const given: Row[] = [];
      const work: Work = ({ items, deletedItems }) => {
        given.push(...items, ...deletedItems);
        return EMPTY;
      };
      const { watermark } = await lastValueFrom(since(name, null, work));
      const keysOf = (rows: readonly object[]): unknown[] =>
        rows.map((row) => (row as Row)[key] as string | number).sort();
      expect(keysOf(given)).toEqual(keysOf(all));
      given.length = 0;
      now += 3_600_000;
      await lastValueFrom(since(name, JSON.parse(JSON.stringify(watermark)) as Watermark, work));
      expect(given).toEqual([]);
    });

    it(`of ${name} resumes a first load after each page, and ends with the same watermark`, async () => {
      const undisturbed = await lastValueFrom(since(name, null, () => EMPTY).pipe(toArray()));
      for (let failing = 1; failing < undisturbed.length; failing = failing * 2 + 1) {
        const given: unknown[] = [];
        let saved: From = null;
        const run = (fails: boolean): Observable<ChangesAck> =>
          since(name, saved, ({ page, items }) => {
            if (fails && page === failing) return throwError(() => new Error('disk full'));
            given.push(...items.map((row) => row[key]));
            return of(undefined);
          }).pipe(tap((ack) => (saved = JSON.parse(JSON.stringify(ack.watermark ?? ack.cursor)) as From)));
        expect(((await failureOf(run(true))) as Error).message).toBe('disk full');
        const { watermark } = await lastValueFrom(run(false));
        expect(new Set(given).size).toBe(given.length);
        expect(watermark).toEqual(undisturbed.at(-1)?.watermark);
      }
    });

    it(`of ${name} has no watermark after an error inside a success, whichever request it ends`, async () => {
      const { watermark } = await lastValueFrom(since(name, null, () => EMPTY));
      for (const from of [null, watermark!]) {
        now += 3_600_000;
        requests = 0;
        await lastValueFrom(since(name, from, () => EMPTY));
        for (let request = requests - 1; request >= 0; request -= 3) {
          [requests, failing] = [0, request];
          const acks: ChangesAck[] = [];
          const error = await failureOf(since(name, from, () => EMPTY).pipe(tap((ack) => acks.push(ack))));
          expect(error).toBeInstanceOf(ImednetError);
          expect(acks.every((ack) => ack.watermark === undefined)).toBeTrue();
        }
        failing = -1;
      }
    });

    it(`of ${name} refuses the watermark of another list, and an option that would end it early`, async () => {
      const other = name === 'sites' ? 'forms' : 'sites';
      const { watermark } = await lastValueFrom(since(other, null, () => EMPTY));
      for (const process$ of [
        since(name, watermark!, () => EMPTY),
        since(name, null, () => EMPTY, { maxItems: 1 }),
        since(name, null, () => EMPTY, { sort: { [key]: 'desc' } }),
        since(name, 5 as never, () => EMPTY),
      ]) {
        expect(await failureOf(process$)).toBeInstanceOf(InvalidArgumentError);
      }
    });
  }

  it('gives dates as asked for, in deleted rows too', async () => {
    const fake = new FakeImednet({ subjects: 1, now: () => now });
    fake.changeRecord('DEMO', 1_000_002, { deleted: true });
    using client = createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', defaultStudyKey: 'DEMO' },
      adapter: fakeImednetAdapter(fake),
    });
    const dates: Date[] = [];
    const acks$ = client.records.since(null, { dates: 'Date' }).process(({ items, deletedItems }) => {
      dates.push(...[...items, ...deletedItems].map(({ dateModified }) => dateModified));
      expect(deletedItems.map(({ recordId }) => recordId)).toEqual([1_000_002]);
      return concat(EMPTY);
    });
    await lastValueFrom(acks$);
    expect(dates.length).toBe(12);
    expect(dates.every((date) => date instanceof Date)).toBeTrue();
  });

  it('knows the type of a key', () => {
    imednet.users.since(null).process(({ deleted }) => of(deleted satisfies readonly string[]));
    imednet.sites.since(null).process(({ deleted }) => of(deleted satisfies readonly number[]));
    // @ts-expect-error -- the audit trail is that of records
    imednet.sites.since(null, { deletions: 'flag' });
    expect(imednet).toBeDefined();
  });
});
