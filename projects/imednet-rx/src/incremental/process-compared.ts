import {
  catchError,
  concat,
  concatAll,
  concatMap,
  defer,
  EMPTY,
  endWith,
  from,
  ignoreElements,
  map,
  mergeMap,
  type Observable,
  type ObservableInput,
  tap,
  throwError,
} from 'rxjs';
import { PaginationError } from '../errors/response-contract-error';
import { apiDate } from '../models/api-date';
import { filterAttributes } from '../pagination/filter-conditions';
import { fnv1a64 } from '../pagination/fnv1a64';
import { jsonText } from '../pagination/json-text';
import { inOrder } from '../pagination/in-order';
import { isKeysetRefusal } from '../pagination/is-keyset-refusal';
import { Paginator } from '../pagination/paginator';
import type { PageStrategy } from '../pagination/page-strategy';
import type { Requestor } from '../pagination/requestor';
import { readSurely, type SureRead } from '../watch/read-surely';
import type { Key, Keyed } from '../watch/read-whole';
import type { Changes, ChangesAck } from './changes';
import type { IncrementalPlan } from './incremental-plan';
import type { ServerClock } from './server-clock';
import type { EdgeEntry } from './watermark';

/** Rows of a list that is compared as a whole; a watermark with as many is some 3 MB of JSON. */
const MAX_ROWS = 100_000;

/**
 * Fingerprint of a row whose part may have been worked on without an acknowledgement.
 *
 * It equals that of no content: after an interruption, such a row is emitted again, or reported as deleted when it is
 * gone. Without it, a row that is emitted, and removed by the server before the run is resumed, would stay in the copy.
 */
const IN_DOUBT = '';

type Part = Omit<Changes<unknown, Key>, 'page'>;

/**
 * Works through what changed in a list whose rows don't report that they changed: it is read to its end and compared,
 * row by row, with what the run before knew.
 *
 * @param client - sends the requests
 * @param plan - of the run
 * @param clock - the server's
 * @param work - on one part
 * @param concurrency - parts that are worked on at the same time
 */
export function processCompared(
  client: Requestor,
  plan: IncrementalPlan,
  clock: ServerClock,
  work: (changes: Changes<unknown, Key>) => ObservableInput<unknown>,
  concurrency: number,
): Observable<ChangesAck> {
  return defer(() => {
    // What the last acknowledged part left: a run that is resumed compares with that.
    const known = new Map<Key, string>((plan.resumed ?? plan.watermark)?.edge ?? []);
    return readList(client, plan, known).pipe(
      concatMap(({ items, sure }) => {
        const missing = sure ? [...known.keys()].filter((key) => !items.has(key)) : [];
        const changed = [...items].flatMap(([key, row]): readonly [EdgeEntry, unknown][] => {
          const fingerprint = fnv1a64(jsonText(row));
          return known.get(key) === fingerprint ? [] : [[[key, fingerprint], row]];
        });
        const parts = inParts(changed, sizeOf(plan));
        // Part 0 announces the others.
        const first = missing.length > 0 ? 2 : 1;
        const total = parts.length + first;
        const isUnchanged = parts.length + missing.length === 0;

        const acknowledge = (page: number, part: Part, entries: readonly EdgeEntry[]): ChangesAck => {
          for (const key of part.deleted) known.delete(key);
          for (const [key, fingerprint] of entries) known.set(key, fingerprint);
          const ack = { page, items: part.items.length, deleted: part.deleted.length };
          const now = apiDate(clock.latest);
          const state = { version: 1, query: plan.query, edge: [...known] } as const;
          if (isUnchanged || page === total - 1)
            return { ...ack, watermark: { ...state, dateModified: now } };
          const { watermark: since, overlap } = plan;
          return { ...ack, cursor: { ...state, since, overlap, bound: now, removed: [], page: null } };
        };
        const workOnPart = (page: number, part: Part): Observable<never> =>
          defer(() => work({ page, ...part })).pipe(ignoreElements());
        const onMissing = (): Observable<ChangesAck> => {
          const part: Part = { items: [], deleted: missing, deletedItems: [], futureDated: [] };
          return concat(
            workOnPart(1, part),
            defer(() => [acknowledge(1, part, [])]),
          );
        };
        const onChanged = from(parts).pipe(
          mergeMap((entries, index) => {
            const part = partOf(entries);
            return workOnPart(first + index, part).pipe(endWith([index, [part, entries]] as const));
          }, concurrency),
          inOrder(),
          concatAll(),
          map(([part, entries], index) =>
            acknowledge(
              first + index,
              part,
              entries.map(([entry]) => entry),
            ),
          ),
        );
        for (const key of missing) known.set(key, IN_DOUBT);
        for (const [[key]] of changed) known.set(key, IN_DOUBT);
        const announced$ = defer(() => [acknowledge(0, partOf([]), [])]);
        if (isUnchanged) return announced$;
        return concat(announced$, missing.length > 0 ? onMissing() : EMPTY, onChanged);
      }),
    );
  });
}

/** Reads the list so that what it lacks is known for certain, if it can be: by key where the server allows for it. */
function readList(
  client: Requestor,
  plan: IncrementalPlan,
  known: ReadonlyMap<Key, string>,
): Observable<SureRead<unknown>> {
  const { path, key, params, ...options } = plan.rows;
  const filter = params?.['filter'] ?? '';
  const byKey =
    plan.keyIsNumber && typeof filter === 'string' && filterAttributes(filter)?.includes(key) === false;
  const read = (strategy: PageStrategy): Observable<SureRead<unknown>> => {
    const list = new Paginator(client, path, {
      ...{ ...options, itemKey: key, strategy, onDrift: 'warn' },
      ...(params && { params }),
    });
    const pages$ = list.pages().pipe(
      tap(({ totalElements }) => {
        assertSize(totalElements ?? 0);
      }),
    );
    // Only the keys of what is known matter to it: rows never equal a fingerprint.
    return readSurely(pages$, strategy, key, known as Keyed<unknown>).pipe(
      tap(({ items }) => {
        assertSize(items.size);
      }),
    );
  };
  if (!byKey) return read('offset');
  return read('keyset').pipe(
    catchError((error: unknown) => (isKeysetRefusal(error) ? read('offset') : throwError(() => error))),
  );
}

function assertSize(rows: number): void {
  if (rows <= MAX_ROWS) return;
  throw new PaginationError(
    `\`since\` compares this list as a whole, which is limited to ${String(MAX_ROWS)} rows. Narrow it by \`filter\`, or read it with \`process\`.`,
  );
}

/** The page size, which the paginator has checked. */
function sizeOf({ rows: { pageSize, params, sizeParam = 'size' } }: IncrementalPlan): number {
  return Number(pageSize ?? params?.[sizeParam] ?? params?.['limit'] ?? 100);
}

function inParts<T>(all: readonly T[], size: number): readonly (readonly T[])[] {
  const parts: (readonly T[])[] = [];
  for (let start = 0; start < all.length; start += size) parts.push(all.slice(start, start + size));
  return parts;
}

function partOf(entries: readonly (readonly [EdgeEntry, unknown])[]): Part {
  return { items: entries.map(([, row]) => row), deleted: [], deletedItems: [], futureDated: [] };
}
