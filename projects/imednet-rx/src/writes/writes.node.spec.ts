import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { nodeAdapter } from 'imednet-rx/node';
import { lastValueFrom, tap } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { startFailingServer } from '../../spec/node/failing-server';
import { createImednet } from '../client/imednet';
import type { ImednetClientConfig } from '../client/imednet-client-config';
import { UnknownOutcomeError } from '../errors/delivery-errors';
import { NetworkError } from '../errors/request-error';
import { AdapterError } from '../http/adapter-error';
import type { WriteReceipt } from '../models/write-receipt';
import type { NewRecord } from './new-record';
import { latestReceipts } from '../../spec/latest-receipts';

const ITEMS = Array.from({ length: 40 }, (_, index): NewRecord => {
  return { formKey: 'AE', subjectKey: `001-0001`, data: { aeterm: `Term ${String(index)}` } };
});

describe('records that are written over real sockets', () => {
  it('are there once each, although connections break at every point of the exchange', async () => {
    const { fake, imednet, close } = await startFailingServer({
      ...{ subjects: 10, sites: 1, seed: 7, jobSteps: [] },
      faults: {
        '429': 0.05,
        '503': 0.05,
        reset: 0.05,
        'reset-after': 0.1,
        truncated: 0.05,
        cut: 0.04,
        html200: 0.04,
      },
    });
    const before = fake.recordCount('DEMO');
    const journal: WriteReceipt[] = [];
    const save = (receipt: WriteReceipt): Promise<number> => Promise.resolve(journal.push(receipt));
    let [runs, unknown] = [0, 0];
    for (let ended = false; !ended && runs < 100; runs++) {
      const options = { batchSize: 2, receipts: [...journal], journal: { save }, poll: { interval: 1 } };
      ended = await lastValueFrom(imednet.records.submit(ITEMS, options)).then(
        () => true,
        (error: unknown) => {
          if (error instanceof UnknownOutcomeError) unknown += 1;
          return false;
        },
      );
      fake.finishJobs('DEMO');
      for (const receipt of latestReceipts(journal).values()) {
        if (receipt.state === 'unknown') {
          const { receipt: now } = await lastValueFrom(
            imednet.records.reconcile(receipt, ITEMS, { settle: 0, receipts: journal }),
          );
          journal.push(now);
        }
      }
    }
    const terms = Array.from(fake.records('DEMO'))
      .slice(before)
      .map(({ recordData }) => recordData['aeterm']);
    // By text: batches that were sent again come behind others.
    expect([...terms].sort()).toEqual(ITEMS.map(({ data }) => data['aeterm']).sort());
    expect(unknown).toBeGreaterThan(2);
    await close();
    // Some hundred requests, many of them sent again, beside whatever else a machine does.
  }, 30_000);

  const adapters: readonly (readonly [string, () => ImednetClientConfig['adapter'], boolean])[] = [
    ["axios' http", () => 'http', true],
    ['nodeAdapter', () => nodeAdapter(), true],
    ['fetch', () => 'fetch', true],
    [
      'a transport that does not tell why',
      () => () => Promise.reject(new AdapterError('ERR_NETWORK')),
      false,
    ],
  ];
  for (const [name, adapter, isKnown] of adapters) {
    it(`with ${name} ${isKnown ? 'surely were not' : 'may have been'} written when nobody listens`, async () => {
      const server = createServer();
      await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      const baseUrl = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`;
      await new Promise((resolve) => server.close(resolve));
      const imednet = createImednet({ ...{ apiKey: 'a', securityKey: 'b', baseUrl }, adapter: adapter() });
      const states: string[] = [];
      const source$ = imednet.records.submit(ITEMS, { studyKey: 'DEMO' });
      const error = await failureOf(source$.pipe(tap(({ state }) => states.push(state))));
      expect(error).toBeInstanceOf(isKnown ? NetworkError : UnknownOutcomeError);
      expect(states).toEqual(['intent', isKnown ? 'not-written' : 'unknown']);
      imednet.close();
    });
  }
});
