import { jobOutcome } from './job-outcome';

describe('jobOutcome', () => {
  const FINISHED = '2026-03-01 12:00:00';
  const states: readonly (readonly [string, string, string])[] = [
    ['COMPLETED', 'succeeded', 'succeeded'],
    ['completed', 'succeeded', 'succeeded'],
    [' Success ', 'succeeded', 'succeeded'],
    ['FAILED', 'failed', 'failed'],
    ['Cancelled', 'failed', 'failed'],
    ['created', 'running', 'running'],
    ['PENDING', 'running', 'running'],
    ['processing', 'running', 'running'],
    ['', 'running', 'unknown'],
    ['  ', 'running', 'unknown'],
    ['a state that is not known', 'running', 'unknown'],
    ['CANCELED', 'running', 'unknown'],
    ['constructor', 'running', 'unknown'],
  ];
  for (const [state, outcome, finished] of states) {
    it(`reads ${JSON.stringify(state)} as ${outcome}, and as ${finished} once it has a date of its end`, () => {
      expect(jobOutcome({ state })).toBe(outcome as never);
      for (const dateFinished of [null, undefined, '']) {
        expect(jobOutcome({ state, dateFinished })).toBe(outcome as never);
      }
      expect(jobOutcome({ state, dateFinished: FINISHED })).toBe(finished as never);
    });
  }
});
