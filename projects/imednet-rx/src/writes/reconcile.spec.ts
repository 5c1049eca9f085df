import { FakeImednet } from 'imednet-rx/testing';
import { lastValueFrom, tap } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { FaultyServer, type WriteFault } from '../../spec/write-faults';
import { createImednet, type Imednet } from '../client/imednet';
import { InvalidArgumentError } from '../errors/client-error';
import type { UnknownOutcomeError } from '../errors/delivery-errors';
import type { WriteReceipt } from '../models/write-receipt';
import type { NewRecord } from './new-record';
import type { ReconcileOptions } from './reconcile-options';
import type { WriteVerdict } from './write-verdict';

const ITEMS: readonly NewRecord[] = [
  { formKey: 'AE', subjectKey: '001-0001', data: { aeterm: 'Cough' } },
  { formKey: 'REG', siteName: 'Site 1', data: { age: 50 } },
  { formKey: 'AE', subjectKey: '001-0001', intervalName: 'Screening', data: { aeterm: 'Rash' } },
  { formKey: 'VS', recordId: 1_000_002, data: { vspulse: 61 } },
];

describe('records.reconcile', () => {
  let server: FaultyServer;
  let imednet: Imednet;
  let told: WriteReceipt[];
  let items: readonly NewRecord[];

  const reconcile = (receipt = told.at(-1), options: ReconcileOptions = {}): Promise<WriteVerdict> =>
    lastValueFrom(imednet.records.reconcile(receipt!, items, { settle: 0, ...options }));
  const submit = async (...faults: WriteFault[]): Promise<unknown> => {
    server.ahead.push(...faults);
    const receipts = told;
    const run$ = imednet.records.submit(items, { receipts, poll: { interval: 1 } });
    return lastValueFrom(run$.pipe(tap((receipt) => (told = [...told, receipt])))).catch(
      (error: unknown) => error,
    );
  };

  beforeEach(async () => {
    server = new FaultyServer(new FakeImednet({ subjects: 4, jobSteps: [] }));
    told = [];
    imednet = createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', adapter: server.adapter },
      ...{ defaultStudyKey: 'DEMO', retries: 0 },
    });
    const [site] = await lastValueFrom(imednet.sites.pages()).then((page) => page.items);
    items = ITEMS.map((item) =>
      item.siteName === undefined ? item : ({ ...item, siteName: site?.siteName } as NewRecord),
    );
  });

  afterEach(() => {
    imednet.close();
  });

  it('finds what the server took before the connection broke, and lets the submission end', async () => {
    const error = (await submit('reset after')) as UnknownOutcomeError;
    server.fake.finishJobs('DEMO');
    const { verdict, items: found, receipt } = await reconcile(error.receipt);
    expect(found.map((item) => [item.index, item.reason])).toEqual(
      [0, 1, 2, 3].map((index) => [index, 'found']),
    );
    expect([verdict, receipt.state, receipt.reason]).toEqual(['applied', 'succeeded', 'reconciled']);
    told.push(receipt);
    await submit();
    expect(server.fake.posts).toBe(1);
  });

  it('finds that nothing came to the server, and lets the submission be sent then', async () => {
    await submit('reset before');
    const { verdict, receipt } = await reconcile();
    expect([verdict, receipt.state]).toEqual(['not-applied', 'not-written']);
    told.push(receipt);
    expect(await submit()).toEqual(jasmine.objectContaining({ state: 'succeeded' }));
    expect(server.fake.posts).toBe(1);
  });

  it('says nothing is missing only when the server had its time', async () => {
    await submit('reset after');
    const early = await reconcile(undefined, { settle: 60_000 });
    expect([early.verdict, early.receipt.state]).toEqual(['undecided', 'unknown']);
    expect(early.items.map(({ reason }) => reason)).toEqual(Array(4).fill('too-early'));
    expect(early.waitFor).toBeGreaterThan(50_000);
    expect(early.waitFor).toBeLessThanOrEqual(60_000);
  });

  it('counts the time of an intent from when it may last have been sent', async () => {
    await submit('reset before');
    const intent = told.find(({ state }) => state === 'intent');
    const { waitFor } = await reconcile(intent);
    expect(waitFor).toBeGreaterThan(250_000);
    expect(waitFor).toBeLessThanOrEqual(300_000);
  });

  it('leaves it to a person when something else changed there', async () => {
    await submit('reset before');
    server.fake.changeRecord('DEMO', 1_000_002, { recordData: { vspulse: 99 } });
    const { verdict, items: found, receipt } = await reconcile();
    expect(found.map(({ reason }) => reason)).toEqual(['no-trace', 'no-trace', 'no-trace', 'differs']);
    expect([verdict, receipt]).toEqual(['undecided', told.at(-1)!]);
  });

  describe('of what the server accepted', () => {
    const accepted = (): WriteReceipt => told.find(({ state }) => state === 'accepted')!;

    it('asks for the job', async () => {
      await submit();
      const { verdict, items: found, receipt } = await reconcile(accepted());
      expect([verdict, receipt.state, receipt.jobState]).toEqual(['applied', 'succeeded', 'COMPLETED']);
      expect(found.map(({ reason }) => reason)).toEqual(Array(4).fill('job-succeeded'));
    });

    it('waits for a job that runs', async () => {
      await submit();
      server.fake.handle = ({ path }) => ({
        ...{ status: 200, headers: {} },
        body: { jobId: 'J', batchId: path.split('/').at(-1), state: 'Processing' },
      });
      const { verdict, items: found, receipt } = await reconcile(accepted());
      expect([verdict, receipt]).toEqual(['undecided', accepted()]);
      expect(found.map(({ reason }) => reason)).toEqual(Array(4).fill('job-running'));
    });

    it('looks whether a failed job left something behind', async () => {
      items = [...items, { formKey: 'AE', subjectKey: 'nobody', data: {} }];
      await submit();
      expect(told.at(-1)?.state).toBe('failed');
      const { verdict, receipt } = await reconcile();
      expect([verdict, receipt.state]).toEqual(['not-applied', 'not-written']);
      expect((await reconcile(undefined, { settle: 60_000 })).verdict).toBe('undecided');
    });

    it('does not take a job that is forgotten for one that never was', async () => {
      await submit();
      const lost = { ...accepted(), batchId: 'gone' };
      server.fake.deleteRecords('DEMO', 2, { at: 'end' });
      const { verdict, items: found } = await reconcile(lost);
      expect(verdict).toBe('undecided');
      expect(found.map(({ verdict: each }) => each)).not.toContain('not-applied');
    });
  });

  it('knows what surely was not written without asking', async () => {
    await submit('400');
    const { verdict, items: found } = await reconcile();
    expect([verdict, found[0]?.reason]).toEqual(['not-applied', 'never-sent']);
  });

  it('decides nothing about absence without the time of the server', async () => {
    await submit('reset before');
    const mute: typeof server.adapter = async (config) => {
      const answer = await server.adapter(config);
      const body = JSON.parse(String(answer.data)) as Record<string, unknown>;
      return { ...answer, data: JSON.stringify({ ...body, metadata: {} }) };
    };
    const { baseUrl } = imednet.client;
    imednet = createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl },
      adapter: mute,
      defaultStudyKey: 'DEMO',
    });
    const { verdict, items: found } = await reconcile();
    expect([verdict, found[0]?.reason]).toEqual(['undecided', 'clock-unknown']);
  });

  const refused: readonly (readonly [string, (receipt: WriteReceipt) => unknown, ReconcileOptions?])[] = [
    ['no receipt', () => undefined],
    ['one of another study', (receipt) => ({ ...receipt, studyKey: 'X' })],
    ['one of another server', (receipt) => ({ ...receipt, baseUrl: 'https://x.test' })],
    ['one of other records', (receipt) => ({ ...receipt, hash: 'ab' })],
    ['one behind all records', (receipt) => ({ ...receipt, first: 1 })],
    ['a time that is none', (receipt) => receipt, { settle: -1 }],
    ['an overlap that is none', (receipt) => receipt, { overlap: NaN }],
  ];
  for (const [story, change, options] of refused) {
    it(`refuses ${story}`, async () => {
      await submit('reset before');
      const receipt = change(told.at(-1)!) as WriteReceipt;
      expect(await failureOf(imednet.records.reconcile(receipt, items, options))).toBeInstanceOf(
        InvalidArgumentError,
      );
    });
  }
});
