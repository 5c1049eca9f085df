import { defer, type Observable, of, throwError, timer, map } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { CircuitOpenError } from '../errors/circuit-open-error';
import { JobFailedError, JobOutcomeUnknownError, JobTimeoutError } from '../errors/job-errors';
import { NetworkError } from '../errors/request-error';
import { pollJob } from './poll-job';

interface AJob {
  readonly state: string;
  readonly dateFinished?: string;
}

const settings = { interval: 10, timeout: 100 };

describe('pollJob', () => {
  let scheduler: TestScheduler;
  let asked: number[];

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
    asked = [];
  });

  /** Answers with each state, or fails with each error, in turn; the last one for ever. */
  const answering = (answers: readonly unknown[], latency = 1): Observable<AJob> => {
    const left = [...answers];
    return defer(() => {
      asked.push(scheduler.now());
      const answer = left.length > 1 ? left.shift() : left[0];
      if (answer instanceof Error) return throwError(() => answer);
      return timer(latency).pipe(map(() => ({ state: answer as string })));
    });
  };
  /** What is emitted, as "time state outcome poll elapsed", and how it ends. */
  const told = (source: Observable<AJob>, options = settings): { lines: string[]; error: unknown } => {
    const lines: string[] = [];
    let error: unknown;
    scheduler.run(({ flush }) => {
      pollJob('B1', source, options).subscribe({
        next: ({ job, outcome, poll, elapsed }) =>
          lines.push([scheduler.now(), job.state, outcome, poll, elapsed].join(' ')),
        error: (reason: unknown) => (error = reason),
        complete: () => lines.push(`${String(scheduler.now())} done`),
      });
      flush();
    });
    return { lines, error };
  };

  it('tells each state, waits between an answer and the next poll, and completes at success', () => {
    expect(told(answering(['CREATED', '', 'Completed'])).lines).toEqual([
      '1 CREATED running 1 1',
      '12  running 2 12',
      '23 Completed succeeded 3 23',
      '23 done',
    ]);
    expect(asked).toEqual([0, 11, 22]);
  });

  it('tells the last state of a job that failed, then fails', () => {
    const { lines, error } = told(answering(['created', 'FAILED']));
    expect(lines).toEqual(['1 created running 1 1', '12 FAILED failed 2 12']);
    expect(error).toBeInstanceOf(JobFailedError);
    expect([(error as JobFailedError).batchId, (error as JobFailedError).state]).toEqual(['B1', 'FAILED']);
    expect(asked.length).toBe(2);
  });

  it('emits a job that has finished without a state, then ends as unknown instead of polling on', () => {
    const finished = timer(1).pipe(map(() => ({ state: '', dateFinished: '2026-03-01 12:00:00' })));
    const { lines, error } = told(finished);
    expect(lines).toEqual(['1  unknown 1 1']);
    expect(error).toBeInstanceOf(JobOutcomeUnknownError);
    expect((error as JobOutcomeUnknownError).batchId).toBe('B1');
  });

  it('gives up when time is over, with the last state', () => {
    const { lines, error } = told(answering(['PROCESSING']));
    expect(lines.length).toBe(9);
    expect(error).toBeInstanceOf(JobTimeoutError);
    expect((error as JobTimeoutError).state).toBe('PROCESSING');
    expect((error as JobTimeoutError).message).toContain('100 ms');
  });

  it('gives up when time is over in the middle of a poll', () => {
    const { lines, error } = told(answering(['CREATED'], 1_000));
    expect(lines).toEqual([]);
    expect((error as JobTimeoutError).state).toBeUndefined();
  });

  it('repeats no text of the server that is no state', () => {
    const { error } = told(answering(['Jane Canary, born 1970']));
    expect(JSON.stringify(error)).not.toContain('Canary');
    expect((error as JobTimeoutError).state).toBe('unknown');
  });

  const passing: readonly (readonly [string, Error])[] = [
    ['a broken connection', new NetworkError(aRequest(), new Error('x'))],
    ['a 503', apiErrorForStatus({ status: 503 })],
    ['a 429', apiErrorForStatus({ status: 429 })],
    ['an open circuit', new CircuitOpenError(aRequest(), 'api.test', 10)],
  ];
  for (const [story, error] of passing) {
    it(`does not lose the job to ${story}`, () => {
      expect(told(answering(['CREATED', error, 'SUCCESS'])).lines).toEqual([
        '1 CREATED running 1 1',
        '22 SUCCESS succeeded 3 22',
        '22 done',
      ]);
    });
  }

  for (const status of [400, 401, 403, 404]) {
    it(`ends with a ${String(status)}, which does not pass`, () => {
      const { error } = told(answering(['CREATED', apiErrorForStatus({ status })]));
      expect((error as { status: number }).status).toBe(status);
    });
  }

  it('stops asking when nobody listens any more', () => {
    scheduler.run(({ flush }) => {
      const subscription = pollJob('B1', answering(['CREATED']), settings).subscribe();
      timer(25).subscribe(() => {
        subscription.unsubscribe();
      });
      flush();
    });
    expect(asked).toEqual([0, 11, 22]);
    expect(scheduler.actions.filter(({ closed }) => !closed)).toEqual([]);
  });

  it('starts anew for each subscription', () => {
    const job$ = pollJob('B1', of({ state: 'SUCCESS' }), settings);
    const polls: number[] = [];
    for (let count = 0; count < 2; count++) job$.subscribe(({ poll }) => polls.push(poll));
    expect(polls).toEqual([1, 1]);
  });
});
