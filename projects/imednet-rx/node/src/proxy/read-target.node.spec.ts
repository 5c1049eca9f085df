import { readTarget } from './read-target';
import { Refusal } from './refusal';

/** What Node's own parser may refuse before, but another server's need not. */
const TARGETS: readonly (readonly [string, string])[] = [
  ['a letter beyond ASCII', '/api/v1/edc/studies/DÄMO/records'],
  ['a space', '/api/v1/edc/studies/DEMO X/records'],
  ['a line break', '/api/v1/edc/studies/DEMO\r\n/records'],
];

describe('readTarget', () => {
  for (const [story, target] of TARGETS) {
    it(`refuses ${story} that is not encoded`, () => {
      expect(() => readTarget('', target)).toThrowMatching(
        (error) => error instanceof Refusal && error.status === 400,
      );
    });
  }

  it('reads the key and the query, and writes the path anew', () => {
    expect(readTarget('/edc', '/edc/api/v1/edc/studies/%44%C3%84/jobs/a%20b?x=1?y')).toEqual({
      route: 'jobs',
      template: '/api/v1/edc/studies/{studyKey}/jobs/{batchId}',
      path: '/api/v1/edc/studies/D%C3%84/jobs/a%20b',
      studyKey: 'DÄ',
      query: 'x=1?y',
    });
  });
});
