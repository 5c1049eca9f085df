import { jobOutcome } from './job-outcome';

describe('jobOutcome', () => {
  const states: readonly (readonly [unknown, string])[] = [
    ['COMPLETED', 'succeeded'],
    ['completed', 'succeeded'],
    [' Success ', 'succeeded'],
    ['FAILED', 'failed'],
    ['Cancelled', 'failed'],
    ['created', 'running'],
    ['PENDING', 'running'],
    ['processing', 'running'],
    ['', 'running'],
    ['a state that nobody knows', 'running'],
    ['constructor', 'running'],
    [null, 'running'],
    [undefined, 'running'],
    [7, 'running'],
  ];
  for (const [state, outcome] of states) {
    it(`takes ${JSON.stringify(state)} for ${outcome}`, () => {
      expect(jobOutcome(state)).toBe(outcome as never);
    });
  }
});
