import { SpanStatusCode } from '@opentelemetry/api';
import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { firstValueFrom, type Observable, of } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { Observed } from '../../spec/observed';
import { ClientClosedError } from '../errors/client-error';
import type { ListChanges } from '../watch/list-changes';
import type { WatchSettings } from '../watch/watch-settings';
import { createImednet, type Imednet } from './imednet';

interface Watchable {
  watch(options: object, settings: WatchSettings): Observable<ListChanges<object>>;
}

const ROUTE = '/api/v1/edc/studies/{studyKey}';
const SETTINGS = { every: 30_000, visible$: of(true) };

describe('watching over a client', () => {
  let observed: Observed;
  let imednet: Imednet;

  beforeEach(() => {
    observed = new Observed();
    imednet = createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', defaultStudyKey: 'DEMO' },
      ...{ adapter: fakeImednetAdapter(new FakeImednet({ subjects: 3 })), tracer: observed.tracer },
      random: () => 0.25,
    });
  });

  afterEach(() => {
    imednet.close();
  });

  it('makes one span of a poll, with all its pages', async () => {
    await firstValueFrom(imednet.subjects.watch({ pageSize: 2 }, SETTINGS));
    expect(observed.tree('imednet.study.key', 'imednet.pages', 'imednet.items')).toEqual([
      'INTERNAL imednet.subjects.watch unset key=DEMO pages=2 items=3',
      ...Array.from({ length: 2 }, () => `  CLIENT GET ${ROUTE}/subjects unset`),
    ]);
  });

  it('works for every list of the API', async () => {
    const { studies, sites, forms, intervals, visits, subjects, users } = imednet;
    const { variables, codings, queries, recordRevisions, records } = imednet;
    const resources: readonly Watchable[] = [
      ...[studies, sites, forms, intervals, visits, subjects, users],
      ...[variables, codings, queries, recordRevisions, records],
    ];
    for (const resource of resources) {
      const { items, added, initial } = await firstValueFrom(resource.watch({}, SETTINGS));
      expect([items.length > 0, added === items, initial]).toEqual([true, true, true]);
    }
    expect(observed.spans.some(({ status }) => status.code === SpanStatusCode.ERROR))
      .withContext('spans that failed')
      .toBeFalse();
  });

  it('takes the jitter of the client', () => {
    expect(imednet.client.random()).toBe(0.25);
  });

  it('ends when the client is closed while it waits for the next poll', async () => {
    const watch$ = imednet.subjects.watch({}, SETTINGS);
    const [first, failure] = [firstValueFrom(watch$), failureOf(watch$)];
    await first;
    imednet.close();
    expect(await failure).toBeInstanceOf(ClientClosedError);
    expect(await failureOf(watch$)).toBeInstanceOf(ClientClosedError);
  });

  it('ends when the client is closed in the middle of a poll', async () => {
    const failure = failureOf(imednet.subjects.watch({}, SETTINGS));
    imednet.close();
    expect(await failure).toBeInstanceOf(ClientClosedError);
  });
});
