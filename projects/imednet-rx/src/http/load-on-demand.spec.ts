import { firstValueFrom, Observable, of, throwError } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { InvalidArgumentError } from '../errors/client-error';
import { isImednetError } from '../errors/imednet-error';
import { loadOnDemand } from './load-on-demand';

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
