import { readApiDate } from '../models/api-date';
import type { ImednetRecord } from '../models/record';
import { canonicalJson } from './canonical-json';
import { type ItemPlace, itemPlace } from './item-place';
import type { NewRecord } from './new-record';
import { hasAnswers, holdsAnswers } from './same-answers';
import type { StudyTraces } from './study-traces';
import type { ItemVerdict } from './write-verdict';

/** How much earlier than the intent a record may seem to be made that came of it: dates have whole seconds. */
const CLOCK_ERROR_MS = 5_000;

interface Placed {
  readonly item: NewRecord;
  readonly index: number;
  readonly place: ItemPlace;
}

type Finding = Omit<ItemVerdict, 'index'>;

/** A batch among all items of its submission. */
export interface BatchOfItems {
  /** Place of its first item. */
  readonly first: number;
  /** Items. */
  readonly size: number;
  /** Places of items of other batches that surely were written: what was found may be theirs. */
  readonly sure: ReadonlySet<number>;
}

/**
 * Judges what became of each item of a batch by what changed in its study.
 *
 * That nothing was written is said only where nothing changed that others do not account for: values may be stored in
 * another form than they were sent in, so that "no record with these values" would not do. That something was written is
 * said only where what was found can't be another item's.
 *
 * @param items - all of the submission
 */
export function judgeItems(
  items: readonly NewRecord[],
  batch: BatchOfItems,
  traces: StudyTraces,
): ItemVerdict[] {
  const placed = items.map((item, index): Placed => ({ item, index, place: itemPlace(item, traces.names) }));
  return placed.slice(batch.first, batch.first + batch.size).map((one) => {
    const others = placed.filter(({ index }) => index !== one.index);
    const finding = one.place.creates ? judgeCreation(one, others, batch, traces) : judgeChange(one, traces);
    return { index: one.index, ...finding };
  });
}

function judgeChange({ item, place }: Placed, traces: StudyTraces): Finding {
  const changed = traces.records.filter(place.isAt);
  if (changed.length === 0 && !traces.revisions.some(place.isAt)) return NO_TRACE;
  const holding = changed.filter(({ recordData }) => holdsAnswers(recordData, item.data));
  if (holding.length === 0) return DIFFERS;
  // What it was to hold, it holds: whoever wrote it, nothing is lost. A record that may be at another place does not count.
  const found = holding.find(place.isDefinitelyAt);
  return !found || place.isVague || !hasAnswers(item.data) ? AMBIGUOUS : foundIn(found);
}

function judgeCreation(
  { item, index, place }: Placed,
  others: readonly Placed[],
  { first, size, sure }: BatchOfItems,
  traces: StudyTraces,
): Finding {
  const made = traces.records.filter(
    (record) => place.isAt(record) && isSince(record.dateCreated, traces.since),
  );
  const holding = made.filter(({ recordData }) => holdsAnswers(recordData, item.data));
  if (holding.length === 0) {
    const theirs = recordsOf(
      others.filter((other) => sure.has(other.index)),
      made,
    );
    return isMade(place, traces, made, theirs) ? DIFFERS : NO_TRACE;
  }
  if (place.isVague || !hasAnswers(item.data)) return AMBIGUOUS;
  const timely = holding.filter(({ dateCreated }) => isSince(dateCreated, traces.intentAt - CLOCK_ERROR_MS));
  const isEqual = (other: Placed): boolean =>
    other.index >= first && other.index < first + size && canonicalJson(other.item) === canonicalJson(item);
  const equals = others.filter(isEqual);
  const rivals = others.filter((other) => !isEqual(other));
  const isContested = timely.some((record) => rivals.some((rival) => mayBeOf(rival, record)));
  if (timely.length !== equals.length + 1 || isContested) return AMBIGUOUS;
  // Equal items share equal records, so that it does not matter which is whose.
  const [record] = timely.slice(equals.filter((other) => other.index < index).length);
  return record && place.isDefinitelyAt(record) ? foundIn(record) : AMBIGUOUS;
}

/** Whether something was made at a place that nobody else accounts for. */
function isMade(
  place: ItemPlace,
  { revisions, subjects }: StudyTraces,
  made: readonly ImednetRecord[],
  theirs: ReadonlySet<ImednetRecord>,
): boolean {
  const isTheirs = (
    row: Partial<Pick<ImednetRecord, 'recordId' | 'subjectId'>>,
    name: keyof typeof row,
  ): boolean => [...theirs].some((record) => record[name] === row[name]);
  return (
    made.some((record) => !theirs.has(record)) ||
    revisions.some((row) => place.isAt(row) && !(row.recordRevision > 1) && !isTheirs(row, 'recordId')) ||
    (place.registers &&
      subjects.some(
        (row) => (place.siteId === undefined || row.siteId === place.siteId) && !isTheirs(row, 'subjectId'),
      ))
  );
}

/** Of records, those of items that surely were written: one for each. */
function recordsOf(items: readonly Placed[], records: readonly ImednetRecord[]): ReadonlySet<ImednetRecord> {
  const found = new Set<ImednetRecord>();
  for (const item of items) {
    const record = records.find((each) => !found.has(each) && mayBeOf(item, each));
    if (record && item.place.creates && hasAnswers(item.item.data)) found.add(record);
  }
  return found;
}

const NO_TRACE: Finding = { verdict: 'not-applied', reason: 'no-trace' };
const DIFFERS: Finding = { verdict: 'undecided', reason: 'differs' };
const AMBIGUOUS: Finding = { verdict: 'undecided', reason: 'ambiguous' };

function foundIn({ recordId }: ImednetRecord): Finding {
  return { verdict: 'applied', reason: 'found', recordId };
}

function mayBeOf({ item, place }: Placed, record: ImednetRecord): boolean {
  return place.isAt(record) && holdsAnswers(record.recordData, item.data);
}

/** A date that can't be read may be any. */
function isSince(date: unknown, ms: number): boolean {
  return (readApiDate(date) ?? Infinity) >= ms;
}
