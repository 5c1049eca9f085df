import { firstValueFrom, Observable, of, throwError } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { InvalidArgumentError } from '../errors/client-error';
import { isImednetError } from '../errors/imednet-error';
import { ModuleUnavailableError } from '../errors/module-unavailable-error';
import { loadOnDemand, onDemand } from './load-on-demand';

describe('loadOnDemand', () => {
  let loads: number;
  let uses: number;
  const load = (): Promise<{ answer: number }> => {
    loads++;
    return Promise.resolve({ answer: 42 });
  };
  const use = ({ answer }: { answer: number }) => {
    uses++;
    return of(answer);
  };

  beforeEach(() => ([loads, uses] = [0, 0]));

  it('gives what the module makes, and loads nothing before it is subscribed', async () => {
    const answer$ = loadOnDemand('answers', load, use);
    expect(loads).toBe(0);
    expect(await firstValueFrom(answer$)).toBe(42);
    expect([loads, uses]).toEqual([1, 1]);
  });

  it('does nothing for those who left while it was loading', async () => {
    loadOnDemand('answers', load, use).subscribe().unsubscribe();
    await load();
    expect(uses).toBe(0);
  });

  it('leaves what is done when its subscriber leaves', async () => {
    let left = 0;
    const endless$ = new Observable<never>(() => () => left++);
    const subscription = loadOnDemand('answers', load, () => endless$).subscribe();
    await load();
    expect(left).toBe(0);
    subscription.unsubscribe();
    expect(left).toBe(1);
  });

  const broken: readonly (readonly [story: string, load: () => Promise<never>])[] = [
    ['fails to load', () => Promise.reject(new TypeError('https://app.test/chunk.js?token=secret'))],
    [
      'throws at once',
      () => {
        throw new TypeError('https://app.test/chunk.js?token=secret');
      },
    ],
  ];
  for (const [story, fails] of broken) {
    it(`says what to do about a module that ${story}, and no address of it`, async () => {
      const error = (await failureOf(loadOnDemand('records.submit', fails, use))) as Error;
      expect(isImednetError(error) && error.name).toBe('ModuleUnavailableError');
      expect(error.message).toContain('`records.submit`');
      expect(error.message).toContain('Check that it was published');
      expect((error.cause as Error).name).toBe('TypeError');
      expect(`${error.message} ${String(error.stack)} ${String(error.cause)}`).not.toContain('secret');
      expect(uses).toBe(0);
    });
  }

  it('takes no failure of the work for one to load', async () => {
    const refused = new InvalidArgumentError('no');
    expect(await failureOf(loadOnDemand('answers', load, () => throwError(() => refused)))).toBe(refused);
    const thrown = loadOnDemand('answers', load, () => {
      throw refused;
    });
    expect(await failureOf(thrown)).toBe(refused);
  });

  it('loads again for whoever tries again', async () => {
    let isOffline = true;
    const flaky = () => (isOffline ? Promise.reject(new TypeError('offline')) : load());
    const answer$ = loadOnDemand('answers', flaky, use);
    expect(((await failureOf(answer$)) as Error).name).toBe('ModuleUnavailableError');
    isOffline = false;
    expect(await firstValueFrom(answer$)).toBe(42);
  });
});

describe('onDemand', () => {
  const counted = () => {
    let loads = 0;
    return { loads: () => loads, load: () => Promise.resolve({ answer: ++loads }) };
  };

  it('loads the module at the first use, and has it at once from then on', async () => {
    const { loads, load } = counted();
    const answers = onDemand('answers', load);
    const answer$ = answers(({ answer }) => of(answer));
    expect(loads()).toBe(0);
    expect(await firstValueFrom(answer$)).toBe(1);
    const received: number[] = [];
    answer$.subscribe((answer) => received.push(answer));
    expect([loads(), received]).toEqual([1, [1]]);
  });

  it('tries again after a load that failed, each time with its error', async () => {
    let broken = true;
    const load = (): Promise<number> => (broken ? Promise.reject(new Error('404')) : Promise.resolve(42));
    const answer$ = onDemand('answers', load)((answer) => of(answer));
    for (let time = 0; time < 2; time++) {
      expect(await failureOf(answer$)).toBeInstanceOf(ModuleUnavailableError);
    }
    broken = false;
    expect(await firstValueFrom(answer$)).toBe(42);
  });
});
