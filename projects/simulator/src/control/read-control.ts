import type { BehaviourSettings } from '../behaviour';
import { isFaultKind } from '../faults/fault-kind';
import { FaultPlan } from '../faults/fault-plan';
import type { FaultRates } from '../faults/fault-plan';

/** What happens in a study, as if others worked in it; each number is of records. */
export interface StudyChanges {
  readonly studyKey: string;
  readonly insert: number;
  readonly change: number;
  readonly remove: number;
  /** The end of the list that it happens at. */
  readonly at: 'start' | 'end';
}

/** Says what is wrong with what the control was sent. */
export class ControlError extends Error {}

const MOST_RECORDS = 1000;

/** @throws ControlError */
export function readBehaviour(body: unknown): Partial<BehaviourSettings> {
  const { faults, latency, ...others } = objectOf(body);
  refuseOthers(others);
  return {
    ...(faults === undefined ? {} : { faults: ratesOf(faults) }),
    ...(latency === undefined ? {} : { latency: wholeNumber('latency', latency, 600_000) }),
  };
}

/** @throws ControlError */
export function readChanges(body: unknown): StudyChanges {
  const { studyKey, insert = 0, change = 0, remove = 0, at = 'end', ...others } = objectOf(body);
  refuseOthers(others);
  if (typeof studyKey !== 'string') throw new ControlError('studyKey must be a text');
  if (at !== 'start' && at !== 'end') throw new ControlError('at must be start or end');
  return {
    studyKey,
    insert: wholeNumber('insert', insert, MOST_RECORDS),
    change: wholeNumber('change', change, MOST_RECORDS),
    remove: wholeNumber('remove', remove, MOST_RECORDS),
    at,
  };
}

function ratesOf(faults: unknown): FaultRates {
  const rates = objectOf(faults);
  const unknown = Object.keys(rates).filter((kind) => !isFaultKind(kind));
  if (unknown.length > 0) throw new ControlError(`there is no fault ${unknown.join(', ')}`);
  if (!Object.values(rates).every((rate) => typeof rate === 'number')) {
    throw new ControlError('each rate must be a number');
  }
  try {
    new FaultPlan(rates, 0);
  } catch (error) {
    throw new ControlError(error instanceof Error ? error.message : String(error), { cause: error });
  }
  return rates;
}

function wholeNumber(name: string, value: unknown, most: number): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 && value <= most) return value;
  throw new ControlError(`${name} must be a whole number from 0 to ${most}`);
}

function objectOf(body: unknown): Readonly<Record<string, unknown>> {
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) {
    return body as Readonly<Record<string, unknown>>;
  }
  throw new ControlError('an object is needed');
}

function refuseOthers(others: object): void {
  const names = Object.keys(others);
  if (names.length > 0) throw new ControlError(`there is nothing called ${names.join(', ')}`);
}
