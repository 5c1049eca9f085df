import { lastValueFrom, take, toArray } from 'rxjs';
import {
  describeBrowserTransport,
  isBrowser,
  KEYS,
  simulatorUrl,
  statsOf,
} from '../../spec/browser/transport-contract';
import { describeBrowserBodies } from '../../spec/browser/transport-bodies';
import { describeBrowserCache } from '../../spec/browser/transport-cache';
import { SameOriginAuth } from '../auth/same-origin-auth';
import { createImednet, type Imednet } from './imednet';
import type { ImednetClientConfig } from './imednet-client-config';

const ORIGINS: readonly (readonly [story: string, config: ImednetClientConfig])[] = [
  ['on the page’s own origin', { baseUrl: '/simulator', auth: new SameOriginAuth() }],
  ['on another origin', { ...KEYS, baseUrl: simulatorUrl }],
  ['on another origin, through xhr', { ...KEYS, baseUrl: simulatorUrl, adapter: 'xhr' }],
];

for (const [story, config] of isBrowser ? ORIGINS : []) {
  describe(`a list in a browser, from a real server ${story}`, () => {
    let imednet: Imednet;

    beforeEach(() => {
      imednet = createImednet({ ...config, defaultStudyKey: 'DEMO' });
    });

    afterEach(() => {
      imednet.close();
    });

    it('streams every record exactly once', async () => {
      const records = await lastValueFrom(imednet.records.list({ pageSize: 70 }).pipe(toArray()));
      expect(records.length).toBe(600);
      expect(new Set(records.map(({ recordId }) => recordId)).size).toBe(600);
    });

    it('asks for no page more than needed', async () => {
      const before = await statsOf(imednet);
      await lastValueFrom(imednet.records.list({ pageSize: 50 }).pipe(take(51), toArray()));
      expect((await statsOf(imednet)).requests - before.requests).toBe(2);
    });
  });
}

describeBrowserTransport('fetch', () => 'fetch');
describeBrowserTransport('xhr', () => 'xhr', true);

for (const adapter of ['fetch', 'xhr'] as const) {
  describeBrowserBodies(adapter, () => adapter);
  describeBrowserCache(adapter, () => adapter);
}
