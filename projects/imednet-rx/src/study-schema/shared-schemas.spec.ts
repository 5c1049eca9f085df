import { asyncScheduler, concatMap, defer, Observable, tap, throwError, timer } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { failureOf } from '../../spec/failure-of';
import { InvalidArgumentError } from '../errors/client-error';
import { type SchemaOptions, SharedSchemas } from './shared-schemas';
import { StudySchema } from './study-schema';

/** Someone who asks for a schema at a time, in ms; a load takes 10 ms. */
interface Asker extends SchemaOptions {
  readonly at: number;
  /** When they lose interest; never by default. */
  readonly until?: number;
  readonly study?: string;
  /** Whether loads fail from now on. */
  readonly failing?: boolean;
  /** Forgets all before. */
  readonly clear?: boolean;
}

/** What loads were begun and aborted, and what each asker got, and when: the n-th load gives `DEMO.n`. */
function story(...askers: readonly Asker[]): { readonly loads: string; readonly got: readonly string[] } {
  const loads: string[] = [];
  const counts = new Map<string, number>();
  let failing = false;
  const load = (study: string): Observable<StudySchema> =>
    new Observable((subscriber) => {
      const nth = (counts.get(study) ?? 0) + 1;
      counts.set(study, nth);
      const studyKey = `${study}.${nth}`;
      loads.push(studyKey);
      const answer = defer(() =>
        failing
          ? throwError(() => new Error(studyKey))
          : [new StudySchema({ studyKey, forms: [], variables: [], intervals: [] })],
      );
      return timer(10)
        .pipe(
          concatMap(() => answer),
          tap({ unsubscribe: () => loads.push(`${studyKey} aborted`) }),
        )
        .subscribe(subscriber);
    });
  const schemas = new SharedSchemas(load);
  const got = askers.map(() => '');
  new TestScheduler(() => undefined).run(({ flush }) => {
    askers.forEach(
      ({ at, until, study = 'DEMO', failing: fails = false, clear = false, ...options }, index) => {
        const tell = (what: string): void => {
          got[index] = `${what}@${asyncScheduler.now()}`;
        };
        timer(at).subscribe(() => {
          failing = fails;
          if (clear) schemas.clear();
          const subscription = schemas.of(study, options).subscribe({
            next: ({ studyKey }) => tell(studyKey),
            error: ({ message }: Error) => tell(`failed ${message}`),
            complete: () => (got[index] = `${got[index] ?? ''}|`),
          });
          if (until !== undefined) timer(until - at).subscribe(() => subscription.unsubscribe());
        });
      },
    );
    flush();
  });
  return { loads: loads.join(', '), got };
}

describe('SharedSchemas', () => {
  const stories: readonly (readonly [string, readonly (readonly [Asker, string])[], string])[] = [
    [
      'loads once for all who wait',
      [
        [{ at: 0 }, 'DEMO.1@10|'],
        [{ at: 5 }, 'DEMO.1@10|'],
      ],
      'DEMO.1',
    ],
    [
      'keeps what it loaded',
      [
        [{ at: 0 }, 'DEMO.1@10|'],
        [{ at: 5000 }, 'DEMO.1@5000|'],
      ],
      'DEMO.1',
    ],
    [
      'keeps studies apart',
      [
        [{ at: 0 }, 'DEMO.1@10|'],
        [{ at: 5, study: 'X' }, 'X.1@15|'],
      ],
      'DEMO.1, X.1',
    ],
    ['aborts a load that nobody waits for', [[{ at: 0, until: 4 }, '']], 'DEMO.1, DEMO.1 aborted'],
    [
      'goes on while somebody waits',
      [
        [{ at: 0, until: 4 }, ''],
        [{ at: 2 }, 'DEMO.1@10|'],
      ],
      'DEMO.1',
    ],
    [
      'loads again after an abort',
      [
        [{ at: 0, until: 4 }, ''],
        [{ at: 6 }, 'DEMO.2@16|'],
      ],
      'DEMO.1, DEMO.1 aborted, DEMO.2',
    ],
    [
      'tells all who wait of a failure, and does not keep it',
      [
        [{ at: 0, failing: true }, 'failed DEMO.1@10'],
        [{ at: 5, failing: true }, 'failed DEMO.1@10'],
        [{ at: 20 }, 'DEMO.2@30|'],
        [{ at: 40 }, 'DEMO.2@40|'],
      ],
      'DEMO.1, DEMO.2',
    ],
    [
      'reads anew when told to, for those who come later too',
      [
        [{ at: 0 }, 'DEMO.1@10|'],
        [{ at: 20, refresh: true }, 'DEMO.2@30|'],
        [{ at: 25 }, 'DEMO.2@30|'],
        [{ at: 40 }, 'DEMO.2@40|'],
      ],
      'DEMO.1, DEMO.2',
    ],
    [
      'reads anew also while an older load is under way, which is not kept',
      [
        [{ at: 0 }, 'DEMO.1@10|'],
        [{ at: 5, refresh: true }, 'DEMO.2@15|'],
        [{ at: 12 }, 'DEMO.2@15|'],
        [{ at: 20 }, 'DEMO.2@20|'],
      ],
      'DEMO.1, DEMO.2',
    ],
    [
      'gives nobody what was to be read anew, when that fails',
      [
        [{ at: 0 }, 'DEMO.1@10|'],
        [{ at: 20, refresh: true, failing: true }, 'failed DEMO.2@30'],
        [{ at: 40 }, 'DEMO.3@50|'],
      ],
      'DEMO.1, DEMO.2, DEMO.3',
    ],
    [
      'reads anew what is too old, counted from when it was asked for',
      [
        [{ at: 0 }, 'DEMO.1@10|'],
        [{ at: 99, maxAge: 100 }, 'DEMO.1@99|'],
        [{ at: 100, maxAge: 100 }, 'DEMO.2@110|'],
        [{ at: 150, maxAge: 100 }, 'DEMO.2@150|'],
      ],
      'DEMO.1, DEMO.2',
    ],
    [
      'counts the age of a second try from that one',
      [
        [{ at: 0, failing: true }, 'failed DEMO.1@10'],
        [{ at: 50 }, 'DEMO.2@60|'],
        [{ at: 120, maxAge: 100 }, 'DEMO.2@120|'],
      ],
      'DEMO.1, DEMO.2',
    ],
    [
      'forgets all when it is cleared',
      [
        [{ at: 0 }, 'DEMO.1@10|'],
        [{ at: 20, clear: true }, 'DEMO.2@30|'],
      ],
      'DEMO.1, DEMO.2',
    ],
    [
      'does not keep what was under way when it was cleared',
      [
        [{ at: 0 }, 'DEMO.1@10|'],
        [{ at: 5, clear: true, study: 'X' }, 'X.1@15|'],
        [{ at: 12 }, 'DEMO.2@22|'],
      ],
      'DEMO.1, X.1, DEMO.2',
    ],
  ];
  for (const [title, askers, loads] of stories) {
    it(title, () => {
      const told = story(...askers.map(([asker]) => asker));
      expect(told.got).toEqual(askers.map(([, got]) => got));
      expect(told.loads).toBe(loads);
    });
  }

  it('keeps the eight studies that were asked for last', () => {
    const studies = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'A', 'I', 'A', 'B'];
    const { loads } = story(...studies.map((study, index) => ({ at: index * 20, study })));
    expect(loads).toBe('A.1, B.1, C.1, D.1, E.1, F.1, G.1, H.1, I.1, B.2');
  });

  it('loads nothing before it is subscribed to', () => {
    const schemas = new SharedSchemas(() => {
      throw new Error('loaded');
    });
    expect(schemas.of('DEMO')).toBeInstanceOf(Observable);
  });

  for (const maxAge of [-1, NaN, '5' as unknown as number, null as unknown as number]) {
    it(`refuses ${String(maxAge)} as an age`, async () => {
      const schemas = new SharedSchemas(() => throwError(() => new Error('loaded')));
      expect(await failureOf(schemas.of('DEMO', { maxAge }))).toBeInstanceOf(InvalidArgumentError);
    });
  }
});
