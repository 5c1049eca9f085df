import { gte, type RecordListOptions } from 'imednet-rx';

/** Columns that records can be sorted by. */
export const SORTABLE = [
  'recordId',
  'formKey',
  'subjectKey',
  'siteId',
  'recordStatus',
  'dateModified',
] as const;
export type SortKey = (typeof SORTABLE)[number];

export interface RecordSort {
  readonly by: SortKey;
  readonly direction: 'ASC' | 'DESC';
}

/** What the table shows, as far as the address of the page tells. */
export interface AddressedQuery {
  readonly study: string | null;
  readonly formKey: string | null;
  readonly siteId: number | null;
  readonly status: string | null;
  /** `YYYY-MM-DD`, UTC */
  readonly modifiedSince: string | null;
  readonly sort: RecordSort;
}

/** What the table shows. A subject's key identifies a patient, so it is in no address. */
export interface RecordQuery extends AddressedQuery {
  readonly subjectKey: string | null;
}

const BY_ID: RecordSort = { by: 'recordId', direction: 'ASC' };
const BY_KEY = { recordId: 'asc' } as const;
const DAY = /^\d{4}-\d\d-\d\d$/;

/** Reads an address; what makes no sense in it is left out. */
export function parseAddress(get: (name: string) => string | null): AddressedQuery {
  const site = get('site');
  const since = get('since');
  return {
    study: get('study'),
    formKey: given(get('form')),
    siteId: site !== null && /^\d{1,15}$/.test(site) ? Number(site) : null,
    status: given(get('status')),
    modifiedSince: since !== null && DAY.test(since) && isDay(since) ? since : null,
    sort: parseSort(get('sort')),
  };
}

function parseSort(text: string | null): RecordSort {
  const [, minus, name] = /^(-?)(\w+)$/.exec(text ?? '') ?? [];
  const by = SORTABLE.find((key) => key === name);
  return by ? { by, direction: minus ? 'DESC' : 'ASC' } : BY_ID;
}

/** A blank one asks for nothing. */
function given(text: string | null): string | null {
  return text === '' ? null : text;
}

/** Whether the calendar has it: one that it has not is taken for a later one, e.g. February 30 for March 1. */
function isDay(text: string): boolean {
  const day = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(day.getTime()) && day.toISOString().startsWith(text);
}

/** The parameters of the address; `null` leaves one out. */
export function toAddress(query: Partial<AddressedQuery>): Readonly<Record<string, string | null>> {
  const { formKey, siteId, status, modifiedSince, sort } = query;
  return {
    ...('formKey' in query ? { form: formKey ?? null } : {}),
    ...('siteId' in query ? { site: siteId == null ? null : String(siteId) } : {}),
    ...('status' in query ? { status: status ?? null } : {}),
    ...('modifiedSince' in query ? { since: modifiedSince ?? null } : {}),
    ...(sort ? { sort: isById(sort) ? null : `${sort.direction === 'DESC' ? '-' : ''}${sort.by}` } : {}),
  };
}

/** Which records the table shows, and in which order. */
export function toSelection(query: RecordQuery): Pick<RecordListOptions, 'filter' | 'sort'> {
  const { formKey, siteId, status, subjectKey, modifiedSince, sort } = query;
  const filter = {
    ...(formKey === null ? {} : { formKey }),
    ...(siteId === null ? {} : { siteId }),
    ...(status === null ? {} : { recordStatus: status }),
    ...(subjectKey === null ? {} : { subjectKey }),
    ...(modifiedSince === null ? {} : { dateModified: gte(new Date(`${modifiedSince}T00:00:00Z`)) }),
  };
  const direction = sort.direction === 'ASC' ? 'asc' : 'desc';
  return {
    ...(Object.keys(filter).length > 0 ? { filter } : {}),
    // Records that are equal in one column have an order all the same.
    ...(isById(sort) ? {} : { sort: { [sort.by]: direction, ...(sort.by === 'recordId' ? {} : BY_KEY) } }),
  };
}

/** How the table's records are read: with a key to go by, nothing is lost or doubled while others work on them. */
export function toListOptions(query: RecordQuery): RecordListOptions {
  return { ...toSelection(query), ...(isById(query.sort) ? { onDrift: 'reconcile' } : {}) };
}

/** Whether anything is filtered. */
export function isFiltered({ formKey, siteId, status, subjectKey, modifiedSince }: RecordQuery): boolean {
  return [formKey, siteId, status, subjectKey, modifiedSince].some((value) => value !== null);
}

function isById({ by, direction }: RecordSort): boolean {
  return by === 'recordId' && direction === 'ASC';
}

/** The sort behind a click on a column: ascending first, then the other way round. */
export function sortedBy(by: SortKey, current: RecordSort): RecordSort {
  return { by, direction: current.by === by && current.direction === 'ASC' ? 'DESC' : 'ASC' };
}
