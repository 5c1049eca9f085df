import { lastValueFrom, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { pageOf, StubClient } from '../../spec/stub-client';
import { Context } from '../context/context';
import { InvalidArgumentError } from '../errors/client-error';
import { ItemValidationError } from '../errors/item-validation-error';
import type { Misfit, Requestor } from '../pagination/requestor';
import type { StudyListOptions } from './list-options';
import { RecordsResource } from './records';
import { SitesResource } from './sites';

const CANARY = 'Jane Canary';
const SITE = {
  ...{ studyKey: 'DEMO', siteId: 1, siteName: 'Basel', siteEnrollmentStatus: 'Open' },
  ...{ dateCreated: '2024-02-29 00:00:00', dateModified: '2024-02-29 00:00:00' },
};
/** Without a name, as JSON leaves out what is undefined. */
const UNFIT = JSON.parse(
  JSON.stringify({ ...SITE, siteName: undefined, siteId: CANARY, extra: CANARY }),
) as object;

/** A list of two pages, the second with a site that does not fit. */
const TWO_PAGES = [
  { data: [SITE, { ...SITE, siteId: 2 }], pagination: pagination(0) },
  { data: [{ ...SITE, siteId: 3 }, UNFIT], pagination: pagination(1) },
];

function pagination(currentPage: number): object {
  return { currentPage, size: 2, totalPages: 2, totalElements: 4 };
}

describe('a list with `validate`', () => {
  let told: Misfit[];
  const lists = {
    read: () => undefined,
    drifted: () => undefined,
    misfitted: (misfits: readonly Misfit[]) => void told.push(...misfits),
  };
  const client = (validate?: Requestor['validate'], ...answers: readonly object[]): StubClient & Requestor =>
    Object.assign(new StubClient(...(answers.length > 0 ? answers : TWO_PAGES)), {
      lists,
      ...(validate && { validate }),
    });
  const sites = (by: Requestor): SitesResource => new SitesResource(by, new Context('DEMO'));
  /** What a list gives, page by page, and the name of the error behind it. */
  const read = async (by: Requestor, options: StudyListOptions = {}): Promise<unknown[]> => {
    const given: unknown[] = [];
    try {
      await sites(by)
        .pages({ pageSize: 2, ...options })
        .forEach(({ items }) => given.push(items));
    } catch (error) {
      given.push((error as Error).name);
    }
    return given;
  };
  const [first, second] = TWO_PAGES.map(({ data }) => data);

  beforeEach(() => {
    told = [];
  });

  const modes: readonly (readonly [
    byClient: Requestor['validate'],
    byCall: Requestor['validate'],
    given: readonly unknown[],
    tells: boolean,
  ])[] = [
    [undefined, undefined, [first, second], false],
    [undefined, 'off', [first, second], false],
    ['off', 'warn', [first, second], true],
    ['warn', undefined, [first, second], true],
    ['strict', 'warn', [first, second], true],
    ['strict', 'off', [first, second], false],
    [undefined, 'strict', [first, 'ItemValidationError'], true],
    ['strict', undefined, [first, 'ItemValidationError'], true],
    ['warn', 'strict', [first, 'ItemValidationError'], true],
  ];
  for (const [byClient, byCall, given, tells] of modes) {
    it(`${byCall ?? 'unsaid'}, of a client with ${byClient ?? 'nothing said'}`, async () => {
      expect(await read(client(byClient), byCall && { validate: byCall })).toEqual([...given]);
      expect(told.length > 0).toBe(tells);
    });
  }

  it('tells each field of a page once, and names nothing that is in it', async () => {
    await read(client('warn'));
    const about = { resource: 'sites', page: 1, count: 1 };
    expect(told).toEqual([
      { ...about, field: 'siteId', kind: 'type' },
      { ...about, field: 'siteName', kind: 'missing' },
      { ...about, field: 'extra', kind: 'unknown' },
    ]);
    expect(JSON.stringify(told)).not.toContain(CANARY);
  });

  it('ends with an error that says what to look at, and not what is there', async () => {
    const error = await failureOf(sites(client()).list({ pageSize: 2, validate: 'strict' }));
    expect(error).toBeInstanceOf(ItemValidationError);
    const { resource, page, problems, message } = error as ItemValidationError;
    expect([resource, page]).toEqual(['sites', 1]);
    expect(problems).toEqual([
      { field: 'siteId', kind: 'type', expected: 'integer' },
      { field: 'siteName', kind: 'missing' },
    ]);
    expect(message).toContain('siteId is no integer, siteName is missing.');
    expect(JSON.stringify(error) + message + String((error as Error).stack)).not.toContain(CANARY);
  });

  it('goes on, strict or not, when the API has a new field', async () => {
    const answer = pageOf({ ...SITE, extra: 1 });
    expect(await read(client('strict', answer))).toEqual([[{ ...SITE, extra: 1 }]]);
    expect(told).toEqual([{ resource: 'sites', page: 0, field: 'extra', kind: 'unknown', count: 1 }]);
  });

  for (const mode of ['off', 'warn', 'strict'] as const) {
    it(`gives the very items that came (${mode})`, async () => {
      const [item] = await lastValueFrom(
        sites(client(mode, pageOf(SITE)))
          .list()
          .pipe(toArray()),
      );
      expect(item).toBe(SITE);
    });
  }

  it('gives items at once while nothing is checked', () => {
    let count = 0;
    sites(client('off'))
      .list({ pageSize: 2 })
      .subscribe(() => count++);
    expect(count).toBe(4);
  });

  it('checks one item, and the fields that it is found by', async () => {
    const { get } = { get: (by: Requestor) => sites(by).get(1, { validate: 'strict' }) };
    expect(await lastValueFrom(get(client('off', pageOf(SITE))))).toBe(SITE as never);
    const error = await failureOf(get(client('off', pageOf({ ...SITE, siteName: null }))));
    expect(error).toBeInstanceOf(ItemValidationError);
  });

  it('checks what is worked on, before the work', async () => {
    const worked: unknown[] = [];
    const ack$ = sites(client()).process(({ items }) => [worked.push(...items)], {
      pageSize: 2,
      validate: 'strict',
    });
    expect(await failureOf(ack$)).toBeInstanceOf(ItemValidationError);
    expect(worked).toEqual([...(first ?? [])]);
  });

  it('does not check what is only counted', async () => {
    expect(await lastValueFrom(sites(client('strict', pageOf({}))).count())).toBe(1);
    expect(told).toEqual([]);
  });

  it('sends nothing when it is left while the schemas are loaded', async () => {
    const by = client('strict');
    sites(by).list().subscribe().unsubscribe();
    await read(client('strict'));
    expect(by.calls).toEqual([]);
  });

  const refused: readonly (readonly [story: string, options: object])[] = [
    ['an unknown mode', { validate: 'maybe' }],
    ['an unknown form of dates', { dates: 'Temporal' }],
    ['a schema that is none', { recordDataSchema: { parse: () => ({}) } }],
    ['a schema that is text', { recordDataSchema: 'AE' }],
    ['a schema that is null', { recordDataSchema: null }],
    [
      'a schema that nobody looks at',
      {
        validate: 'off',
        recordDataSchema: { '~standard': { version: 1, vendor: 'x', validate: () => ({ value: {} }) } },
      },
    ],
  ];
  for (const [story, options] of refused) {
    it(`refuses ${story} before anything is sent`, async () => {
      const by = client();
      const records = new RecordsResource(by, new Context('DEMO'));
      expect(await failureOf(records.list(options))).toBeInstanceOf(InvalidArgumentError);
      const changes$ = records.since(null, options).process(() => []);
      expect(await failureOf(changes$)).toBeInstanceOf(InvalidArgumentError);
      expect(by.calls).toEqual([]);
    });
  }
});
