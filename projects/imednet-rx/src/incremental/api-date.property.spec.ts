import fc from 'fast-check';
import { holds } from '../../spec/holds';
import { filterDate } from '../filters/filter-date';
import { apiDate, isApiDate, readApiDate, readCalendarDate, readDateParts } from '../models/api-date';

const DAY = 86_400_000;

/** Whole seconds of the years 0 to 9999, of which the API can tell. */
const seconds = fc
  .integer({ min: Date.parse('0000-01-01T00:00:00Z') / 1000, max: Date.UTC(9999, 11, 31, 23, 59, 59) / 1000 })
  .map((second) => second * 1000);

describe('dates of the API, whatever they are', () => {
  it('come back from a text as they were', () =>
    holds(fc.property(seconds, (ms) => isApiDate(apiDate(ms)) && readApiDate(apiDate(ms)) === ms)));

  it('are for a filter what they are in an answer', () =>
    holds(
      fc.property(seconds, (ms) => {
        const inAnswer = apiDate(ms);
        return filterDate(new Date(readApiDate(inAnswer) ?? NaN)) === `${inAnswer.replace(' ', 'T')}Z`;
      }),
    ));

  it('come back from their day as its midnight', () =>
    holds(
      fc.property(seconds, (ms) => readCalendarDate(apiDate(ms).slice(0, 10)) === Math.floor(ms / DAY) * DAY),
    ));

  it('come back from their parts as they were, to the ms', () =>
    holds(
      fc.property(seconds, fc.nat(999), (ms, fraction) => {
        const parts = apiDate(ms).split(/\D/).map(Number);
        return readDateParts([...parts, fraction * 1_000_000]) === ms + fraction;
      }),
    ));
});
