import { EMPTY } from 'rxjs';
import { changesOf, type ChangesOptions } from '../../spec/changes-of';
import { ChangingStudy, type StudyRow } from '../../spec/changing-study';
import { failureOf } from '../../spec/failure-of';
import { Mirror } from '../../spec/mirror';
import { InvalidArgumentError } from '../errors/client-error';
import type { Watermark } from './watermark';

describe('a watermark', () => {
  const FILTERED: ChangesOptions = { params: { filter: 'value==CANARY' } };
  let study: ChangingStudy;
  let watermark: Watermark;

  beforeEach(async () => {
    study = new ChangingStudy();
    study.save(1, 'CANARY');
    study.save(2, 'other');
    const mirror = new Mirror<StudyRow>();
    await mirror.follow(changesOf(study, null, FILTERED));
    watermark = mirror.watermark!;
    study.asked.length = 0;
  });

  it('is plain JSON, and holds no value of the filter nor of a row', () => {
    expect(watermark).toEqual({
      version: 1,
      query: jasmine.stringMatching(/^[0-9a-f]{16}$/) as unknown as string,
      dateModified: '2024-05-01 12:00:00',
      edge: [[1, jasmine.stringMatching(/^[0-9a-f]{16}$/)]],
      trailAfter: null,
    });
    expect(JSON.stringify(watermark)).not.toContain('CANARY');
  });

  const others: readonly (readonly [story: string, options: ChangesOptions])[] = [
    ['no filter', {}],
    ['another filter', { params: { filter: 'value==OTHER' } }],
    ['a filter over data', { params: { ...FILTERED.params, recordDataFilter: 'a==1' } }],
    ['another parameter', { params: { ...FILTERED.params, extra: true } }],
  ];
  for (const [story, options] of others) {
    it(`is refused with ${story}, and nothing is sent`, async () => {
      const error = await failureOf(changesOf(study, watermark, options).process(() => EMPTY));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect((error as Error).message).toContain('another list');
      expect((error as Error).message).not.toContain('CANARY');
      expect(study.asked).toEqual([]);
    });
  }

  const entry = '0123456789abcdef';
  const damages: readonly (readonly [story: string, damage: unknown])[] = [
    ['another version', { version: 2 }],
    ['no version', { version: undefined }],
    ['no query', { query: undefined }],
    ['a query that is no text', { query: 1 }],
    ['no date', { dateModified: undefined }],
    ['a date of another form', { dateModified: '2024-05-01T12:00:00Z' }],
    ['a day that does not exist', { dateModified: '2024-02-30 12:00:00' }],
    ['a date that is a number', { dateModified: 0 }],
    ['no edge', { edge: undefined }],
    ['an edge that is no list', { edge: {} }],
    ['an edge of keys alone', { edge: [1, 2] }],
    ['an edge with a key that is text', { edge: [['1', entry]] }],
    ['an edge with half a key', { edge: [[1.5, entry]] }],
    ['an edge with a key too large', { edge: [[2 ** 53, entry]] }],
    ['an edge without a fingerprint', { edge: [[1]] }],
    ['an edge with a short fingerprint', { edge: [[1, 'abc']] }],
    ['an edge with a fingerprint in capitals', { edge: [[1, entry.toUpperCase()]] }],
    ['an edge with more than that', { edge: [[1, entry, 2]] }],
    ['an edge with nothing in it', { edge: [null] }],
    ['a key of another kind of list', { after: 1 }],
    ['a key of the audit trail that is text', { trailAfter: '1' }],
  ];
  for (const [story, damage] of damages) {
    it(`with ${story} is refused, and nothing is sent`, async () => {
      const damaged = { ...watermark, ...(damage as Partial<Watermark>) };
      const error = await failureOf(changesOf(study, damaged, FILTERED).process(() => EMPTY));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect((error as Error).message).toContain('null');
      expect(study.asked).toEqual([]);
    });
  }

  for (const nothing of ['', 'null', 0, [], {}, true]) {
    it(`is not ${JSON.stringify(nothing)}`, async () => {
      const process$ = changesOf(study, nothing as unknown as Watermark, FILTERED).process(() => EMPTY);
      expect(await failureOf(process$)).toBeInstanceOf(InvalidArgumentError);
      expect(study.asked).toEqual([]);
    });
  }

  it('may have no edge: then the overlap is given again', async () => {
    const mirror = new Mirror<StudyRow>();
    await mirror.follow(changesOf(study, { ...watermark, edge: null }, FILTERED));
    expect(mirror.given).toEqual([1]);
    await mirror.follow(changesOf(study, mirror.watermark, FILTERED));
    expect(mirror.given).toEqual([]);
  });
});
