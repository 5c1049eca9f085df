import { firstValueFrom, lastValueFrom } from 'rxjs';
import { createImednet, type Imednet } from '../../src/client/imednet';
import type { ImednetClientConfig } from '../../src/client/imednet-client-config';
import { SameOriginAuth } from '../../src/auth/same-origin-auth';
import { JobFailedError } from '../../src/errors/job-errors';
import { failureOf } from '../failure-of';
import { isBrowser, KEYS } from './transport-contract';

/**
 * Specs that the browser's cache does not answer for the server, of which each response may be kept.
 *
 * @param name - of the adapter
 * @param adapter - returns it
 */
export function describeBrowserCache(name: string, adapter: () => ImednetClientConfig['adapter']): void {
  if (!isBrowser) return;
  describe(`the browser's cache, with ${name},`, () => {
    let imednet: Imednet;

    beforeEach(() => {
      imednet = createImednet({
        ...{ auth: new SameOriginAuth(), baseUrl: '/cacheable', adapter: adapter(), retries: 0 },
        defaultStudyKey: 'DEMO',
      });
    });

    afterEach(() => {
      imednet.close();
    });

    async function requestsSoFar(): Promise<number> {
      const response = await fetch('/simulator/__stats', { cache: 'no-store' });
      return ((await response.json()) as { requests: number }).requests;
    }

    it('sends each read to the server', async () => {
      const url = '/api/v1/edc/studies/DEMO/sites';
      const before = await requestsSoFar();
      for (let count = 0; count < 3; count++) {
        const { headers } = await lastValueFrom(imednet.client.get(url));
        expect(headers['last-modified']).toContain('2020');
      }
      expect((await requestsSoFar()) - before).toBe(3);
    });

    it('lets `jobs.poll` see that the job has ended', async () => {
      const writer = createImednet({ ...KEYS, baseUrl: '/simulator', defaultStudyKey: 'DEMO' });
      const job = await firstValueFrom(
        writer.records.create([{ formKey: 'AE', subjectKey: 'nowhere', data: { AETERM: 'x' } }] as never),
      );
      writer.close();
      const poll$ = imednet.jobs.poll(job.batchId, { interval: 50, timeout: 5_000 });
      // The subject does not exist.
      expect(await failureOf(poll$)).toBeInstanceOf(JobFailedError);
    });
  });
}
