import type { AxiosResponse } from 'axios';
import { concat, map, NEVER, type Observable, of, take, throwError, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { aRequest } from '../../spec/a-request';
import { apiErrorForStatus } from '../errors/api-error-for-status';
import { NetworkError, RequestTimeoutError } from '../errors/request-error';
import type { LogFields, Logger, LogLevel } from '../observability/logger';
import { Telemetry } from '../observability/telemetry';
import { logAttempts } from './log-attempts';

const request = aRequest({
  route: '/api/v1/edc/studies/{studyKey}/records',
  params: { filter: 'subjectKey==CANARY' },
  headers: { 'x-note': 'CANARY' },
  attempt: 2,
});
const about = { method: 'GET', route: request.route, attempt: 2 };
const answer = { status: 200, data: 'CANARY', bodySize: 1234 } as unknown as AxiosResponse;

describe('logAttempts', () => {
  let scheduler: TestScheduler;
  let lines: [LogLevel, string, LogFields][];

  beforeEach(() => {
    scheduler = new TestScheduler((actual, expected) => {
      expect(actual).toEqual(expected);
    });
    lines = [];
  });

  const logger = (...levels: LogLevel[]): Logger => ({
    isEnabled: (level) => levels.includes(level),
    log: (...line) => lines.push(line),
  });
  const send = (to: Logger, response$: Observable<AxiosResponse>): void => {
    logAttempts(new Telemetry({ logger: to }))(request, () => response$).subscribe({
      error: () => undefined,
    });
  };

  it('writes what was answered, and how long it took', () => {
    scheduler.run(({ flush }) => {
      send(logger('debug'), timer(70).pipe(map(() => answer)));
      flush();
      expect(lines).toEqual([
        ['debug', 'request answered', { ...about, duration: 70, status: 200, bytes: 1234 }],
      ]);
    });
  });

  const failures: readonly (readonly [string, unknown, LogFields])[] = [
    ['a status', apiErrorForStatus({ status: 503 }), { errorType: 'ServerError', status: 503 }],
    [
      "the vendor's code",
      apiErrorForStatus({ status: 400, code: '1000', description: 'CANARY' }),
      { errorType: 'BadRequestError', status: 400, errorCode: '1000' },
    ],
    [
      'a broken connection',
      new NetworkError(request, Object.assign(new Error('CANARY'), { code: 'ECONNRESET' })),
      { errorType: 'NetworkError', errorCode: 'ECONNRESET' },
    ],
    ['a time limit', new RequestTimeoutError(request, 10), { errorType: 'RequestTimeoutError' }],
    ['what is no error of the library', new RangeError('CANARY'), { errorType: 'Error' }],
  ];
  for (const [story, error, fields] of failures) {
    it(`writes that it failed with ${story}, and nothing of the message`, () => {
      send(
        logger('warn'),
        throwError(() => error),
      );
      expect(lines).toEqual([['warn', 'request failed', jasmine.objectContaining({ ...about, ...fields })]]);
      expect(JSON.stringify(lines)).not.toContain('CANARY');
    });
  }

  it('writes that it was canceled', () => {
    scheduler.run(() => {
      logAttempts(new Telemetry({ logger: logger('debug') }))(request, () => NEVER)
        .subscribe()
        .unsubscribe();
      expect(lines).toEqual([['debug', 'request canceled', { ...about, duration: 0 }]]);
    });
  });

  it('does not call it canceled when the answer was all that was wanted', () => {
    logAttempts(new Telemetry({ logger: logger('debug') }))(request, () => concat(of(answer), NEVER))
      .pipe(take(1))
      .subscribe();
    expect(lines.map(([, message]) => message)).toEqual(['request answered']);
  });

  it('writes nothing below the level that is wanted', () => {
    send(logger('warn'), of(answer));
    send(
      logger('debug'),
      throwError(() => apiErrorForStatus({ status: 503 })),
    );
    send(logger(), of(answer));
    expect(lines).toEqual([]);
  });
});
