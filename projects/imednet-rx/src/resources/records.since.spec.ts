import type { AxiosResponse } from 'axios';
import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { EMPTY, lastValueFrom, type Observable, of } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { Mirror } from '../../spec/mirror';
import { createImednet, type Imednet } from '../client/imednet';
import { Context } from '../context/context';
import { ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import type { QueryParams } from '../http/query-params';
import type { Requestor } from '../pagination/requestor';
import type { ImednetRecord } from '../models/record';
import { type RecordListOptions, RecordsResource, type SinceOptions } from './records';

/** A study without rows, that remembers what it was asked. */
class EmptyStudy implements Requestor {
  readonly asked: (readonly [path: string, params: QueryParams])[] = [];

  get<T>(path: string, params: QueryParams = {}): Observable<AxiosResponse<T>> {
    this.asked.push([path, params]);
    const pagination = { currentPage: 0, size: params['size'], totalElements: 0, totalPages: 0 };
    return of({ status: 200, data: { data: [], pagination } as T } as AxiosResponse<T>);
  }
}

describe('RecordsResource.since', () => {
  let study: EmptyStudy;
  const paths = (): string[] => [...new Set(study.asked.map(([path]) => path))];
  const read = (context: Context, options?: SinceOptions): Observable<unknown> =>
    new RecordsResource(study, context).since(null, options).process(() => EMPTY);

  const readTwice = async (context: Context, options?: SinceOptions): Promise<void> => {
    const records = new RecordsResource(study, context);
    const { watermark } = await lastValueFrom(records.since(null, options).process(() => EMPTY));
    await lastValueFrom(records.since(watermark!, options).process(() => EMPTY));
  };

  beforeEach(() => {
    study = new EmptyStudy();
  });

  it('reads records and audit trail of the study, and encodes its key', async () => {
    await readTwice(new Context(), { studyKey: 'A B' });
    expect(paths()).toEqual([
      '/api/v1/edc/studies/A%20B/records',
      '/api/v1/edc/studies/A%20B/recordRevisions',
    ]);
  });

  it('reads the context when it is subscribed, each time', async () => {
    const context = new Context();
    const changes$ = read(context, { deletions: 'flag' });
    context.setDefaultStudyKey('A');
    const first = lastValueFrom(changes$);
    context.setDefaultStudyKey('B');
    const second = lastValueFrom(changes$);
    context.clearDefaultStudyKey();
    await Promise.all([first, second]);
    expect(await failureOf(changes$)).toBeInstanceOf(ConfigurationError);
    expect(paths()).toEqual(['/api/v1/edc/studies/A/records', '/api/v1/edc/studies/B/records']);
  });

  it('keeps filters and parameters, but not for the audit trail what chooses records', async () => {
    const filters = { filter: 'formKey==AE', recordDataFilter: 'AESEV==SEVERE,AESEV==MILD' };
    const options = { ...filters, params: { extra: true }, pageSize: 50 };
    await readTwice(new Context('DEMO'), options);
    const sent = study.asked.map(([, params]) => JSON.parse(JSON.stringify(params)) as QueryParams);
    const changed = { ...filters, filter: 'formKey==AE;dateModified>=1970-01-01T00:00:00Z', extra: true };
    const newest = { ...changed, sort: 'dateModified,DESC', page: 0, size: 1 };
    expect(sent).toEqual([
      newest,
      { ...filters, extra: true, sort: 'recordId,ASC', page: 0, size: 50 },
      newest,
      { extra: true, sort: 'recordRevisionId,ASC', page: 0, size: 50 },
      { ...changed, sort: 'recordId,ASC', page: 0, size: 50 },
    ]);
  });

  const refused: readonly (readonly [story: string, options: RecordListOptions])[] = [
    ['an order', { sort: 'dateModified,ASC' }],
    ['a filter by date', { filter: 'dateModified>=2024-01-01T00:00:00Z' }],
    ['a limit of items', { maxItems: 10 }],
    ['a study key that leads elsewhere', { studyKey: '../OTHER' }],
  ];
  for (const [story, options] of refused) {
    it(`refuses ${story} through the Observable, and sends nothing`, async () => {
      expect(await failureOf(read(new Context('DEMO'), options))).toBeInstanceOf(InvalidArgumentError);
      expect(study.asked).toEqual([]);
    });
  }

  it('refuses a watermark that is missing, and one of another study', async () => {
    const records = new RecordsResource(study, new Context('DEMO'));
    const { watermark } = await lastValueFrom(records.since(null).process(() => EMPTY));
    study.asked.length = 0;
    for (const [wrong, studyKey] of [
      [undefined, 'DEMO'],
      [watermark, 'DEMO-2'],
    ] as const) {
      const process$ = records.since(wrong!, { studyKey }).process(() => EMPTY);
      expect(await failureOf(process$)).toBeInstanceOf(InvalidArgumentError);
    }
    expect(study.asked).toEqual([]);
  });
});

describe('a mirror of the records of a study', () => {
  let now: number;
  let fake: FakeImednet;
  let imednet: Imednet;
  let mirror: Mirror<ImednetRecord>;
  const follow = (options?: SinceOptions): Promise<void> =>
    mirror.follow(imednet.records.since(mirror.watermark, options));
  const alive = (): ImednetRecord[] => Array.from(fake.records('DEMO')).filter(({ deleted }) => !deleted);

  beforeEach(() => {
    now = Date.UTC(2026, 0, 1);
    fake = new FakeImednet({ subjects: 4, now: () => now });
    mirror = new Mirror();
    imednet = createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', defaultStudyKey: 'DEMO' },
      adapter: fakeImednetAdapter(fake),
    });
  });

  afterEach(() => {
    imednet.close();
  });

  it('is brought up to date by what changed alone', async () => {
    await follow({ pageSize: 20 });
    expect(mirror.rows).toEqual(alive());
    now += 3_600_000;
    fake.changeRecord('DEMO', 1_000_007, { recordStatus: 'Signed' });
    fake.changeRecord('DEMO', 1_000_008, { deleted: true });
    fake.deleteRecords('DEMO', 1, { at: 'start' });
    fake.insertRecords('DEMO', 2);
    await follow();
    expect(mirror.given).toEqual([1_000_007, 1_000_049, 1_000_050]);
    expect([...mirror.deleted].sort()).toEqual([1_000_001, 1_000_008]);
    expect(mirror.rows).toEqual(alive());
    await follow();
    expect(mirror.changes).toEqual([]);
  });

  it('is the same as the study after many runs, while records change all the time', async () => {
    let seed = 20_260_101;
    const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below;
    const change = (): void => {
      now += random(3) * 700;
      const records = Array.from(fake.records('DEMO'));
      const recordId = records[random(records.length)]?.recordId ?? 0;
      const recordStatus = `Saved ${String(seed)}`;
      const at = random(2) === 0 ? 'start' : 'end';
      const kinds = [
        (): void => fake.changeRecord('DEMO', recordId, { recordStatus }),
        (): void => fake.changeRecord('DEMO', recordId, { recordStatus, deleted: true }),
        (): void => fake.changeRecord('DEMO', recordId, { recordStatus, deleted: false }),
        (): void => fake.insertRecords('DEMO', 1, { at }),
        (): void => {
          // Never the last one: with none left nothing more could change.
          if (records.length > 5) fake.deleteRecords('DEMO', 1, { at });
        },
      ];
      kinds[random(kinds.length)]?.();
    };

    for (let run = 0; run < 40; run++) {
      if (random(3) === 0) now += 120_000;
      for (let count = random(5); count > 0; count--) change();
      const list = imednet.records.since(mirror.watermark, { pageSize: 5 + random(10) });
      const fails = random(4) === 0;
      const done = mirror.follow(list, 1 + random(2), (work$, { page }) => {
        if (random(2) === 0) change();
        if (fails && page === 2) throw new Error('disk full');
        return work$;
      });
      await done.catch((error: unknown) => {
        expect((error as Error).message).toBe('disk full');
      });
    }
    await follow();
    expect(mirror.rows).toEqual(alive());
  });
});
