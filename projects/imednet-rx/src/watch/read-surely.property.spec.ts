import fc from 'fast-check';
import { holds, must, mustBe } from '../../spec/holds';
import { LiveList, type Row } from '../../spec/live-list';
import { anyScript, faults, pageSize, rows, travels } from '../../spec/live-list-cases';
import type { PageStrategy } from '../pagination/page-strategy';
import { Paginator } from '../pagination/paginator';
import { compareLists } from './compare-lists';
import type { ListChanges } from './list-changes';
import { readSurely } from './read-surely';
import type { Keyed } from './read-whole';

/** It is read dozens of times. */
const mostPages = fc.constant(50_000);
const list = fc.record({ rows, travels, faults, script: anyScript, mostPages });

/** A copy of a list that is kept by reading it again and again, and what was told on the way. */
function follow(
  server: LiveList,
  strategy: PageStrategy,
  { polls, size, sort }: { polls: number; size: number; sort?: string },
): { known: Keyed<Row> | undefined; told: ListChanges<Row>[]; phantoms: number[] } {
  const params = sort === undefined ? {} : { sort };
  const paged = new Paginator<Row>(server, '/rows', {
    strategy,
    itemKey: 'id',
    pageSize: size,
    params,
    onDrift: 'warn',
  });
  const told: ListChanges<Row>[] = [];
  const phantoms: number[] = [];
  const errors: string[] = [];
  let known: Keyed<Row> | undefined;
  for (let poll = 0; poll < polls; poll++) {
    readSurely(paged.pages(), strategy, 'id', known ?? new Map<number, Row>()).subscribe({
      next: (read) => {
        const { items, changes } = compareLists(known, read);
        known = items;
        if (!changes) return;
        told.push(changes);
        phantoms.push(...changes.removed.map(({ id }) => id).filter((id) => server.ids.includes(id)));
      },
      error: (error: unknown) => errors.push(String(error)),
    });
    server.elapse();
  }
  mustBe(errors, [], 'errors');
  return { known, told, phantoms };
}

/** What was told, applied one after the other. */
function replayed(told: readonly ListChanges<Row>[]): number[] {
  const ids = new Set<number>();
  for (const { added, removed } of told) {
    for (const { id } of removed) must(ids.delete(id), `removed ${id}, which was not there`);
    for (const { id } of added) must(!ids.has(id) && !!ids.add(id), `added ${id} twice`);
  }
  return [...ids].sort((a, b) => a - b);
}

const ways: readonly (readonly [story: string, strategy: PageStrategy, sort?: string])[] = [
  ['by keyset', 'keyset'],
  ['by offset', 'offset'],
  ['by offset, in an order of the caller', 'offset', 'site,ASC'],
];

for (const [story, strategy, sort] of ways) {
  describe(`a list that is read again and again ${story}, while rows come and go anywhere`, () => {
    const how = sort === undefined ? {} : { sort };

    it('calls no row removed that is there', () =>
      holds(
        fc.property(list, pageSize, (about, size) => {
          const { phantoms, told, known } = follow(new LiveList(about), strategy, { ...how, polls: 4, size });
          mustBe(phantoms, [], 'called removed, but there');
          mustBe(
            replayed(told),
            [...(known ?? [])].map(([, { id }]) => id).sort((a, b) => a - b),
            'told',
          );
        }),
        150,
      ));

    it('ends with what there is, once nothing changes any more', () =>
      holds(
        fc.property(list, pageSize, (about, size) => {
          const server = new LiveList(about);
          const { told } = follow(server, strategy, { ...how, polls: 14, size });
          mustBe(replayed(told), server.ids, 'the list');
        }),
        100,
      ));
  });
}
