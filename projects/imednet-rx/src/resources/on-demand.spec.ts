import { context, ROOT_CONTEXT, trace } from '@opentelemetry/api';
import { StackContextManager } from '@opentelemetry/sdk-trace-web';
import { FakeImednet } from 'imednet-rx/testing';
import { EMPTY, firstValueFrom, lastValueFrom, type Observable, of, toArray } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { Observed } from '../../spec/observed';
import { FaultyServer } from '../../spec/write-faults';
import { createImednet, type Imednet } from '../client/imednet';
import { ClientClosedError } from '../errors/client-error';
import { ResendRefusedError } from '../errors/delivery-errors';
import type { WriteReceipt } from '../models/write-receipt';
import type { NewRecord } from '../writes/new-record';

const item = (aeterm: string): NewRecord => ({ formKey: 'AE', subjectKey: '001-0001', data: { aeterm } });
const WATCHED = { every: 30_000, visible$: of(true) };

describe('while what a call needs is loading', () => {
  let server: FaultyServer;
  let observed: Observed;
  let imednet: Imednet;
  /** Last parts of the paths that were asked for. */
  let asked: string[];
  const terms = (): unknown[] =>
    Array.from(server.fake.records('DEMO'))
      .slice(48)
      .map(({ recordData }) => recordData['aeterm']);
  /** Lets every module come, and requests that nobody should send. */
  const later = async (): Promise<void> => {
    await Promise.all([
      ...[import('../incremental/process-changes'), import('../watch/watches')],
      ...[import('../writes/reconcile-batch'), import('../writes/submit-records')],
    ]);
    await lastValueFrom(imednet.studies.count());
  };

  beforeEach(() => {
    server = new FaultyServer(new FakeImednet({ subjects: 4, studies: 2, jobSteps: [] }));
    observed = new Observed();
    asked = [];
    imednet = createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', defaultStudyKey: 'DEMO' },
      tracer: observed.tracer,
      adapter: (config) => {
        asked.push(new URL(String(config.url)).pathname.split('/').slice(-2).join('/'));
        return server.adapter(config);
      },
    });
  });

  afterEach(() => {
    imednet.close();
    context.disable();
  });

  const calls: readonly (readonly [name: string, call: () => Observable<unknown>])[] = [
    ['records.submit', () => imednet.records.submit([item('Cough')])],
    ['records.reconcile', () => imednet.records.reconcile({} as WriteReceipt, [item('Cough')])],
    ['records.since', () => imednet.records.since(null).process(() => EMPTY)],
    ['subjects.watch', () => imednet.subjects.watch({}, WATCHED)],
  ];
  for (const [name, call] of calls) {
    it(`${name} asks for nothing when it is left`, async () => {
      call().subscribe().unsubscribe();
      await later();
      expect(asked).toEqual(['edc/studies']);
    });
  }

  for (const [name, call] of [calls[0]!, calls[2]!, calls[3]!]) {
    it(`${name} asks for nothing when the client is closed`, async () => {
      const failure = failureOf(call());
      imednet.close();
      expect(await failure).toBeInstanceOf(ClientClosedError);
      expect(asked).toEqual([]);
    });
  }

  it('a submission that was left can be subscribed again, and is sent once', async () => {
    const submission$ = imednet.records.submit([item('Cough')]);
    submission$.subscribe().unsubscribe();
    await lastValueFrom(submission$);
    expect(terms()).toEqual(['Cough']);
  });

  it('a submission is claimed already', async () => {
    const submission$ = imednet.records.submit([item('Cough')]);
    const outcomes = await Promise.allSettled([lastValueFrom(submission$), lastValueFrom(submission$)]);
    expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected']);
    expect((outcomes[1] as PromiseRejectedResult).reason).toBeInstanceOf(ResendRefusedError);
    expect([server.posts, terms()]).toEqual([1, ['Cough']]);
  });

  it('a submission has the records of the subscription, whatever becomes of the list and its receipts', async () => {
    const items = [item('Cough'), item('Rash')];
    const receipts: WriteReceipt[] = [];
    const written = lastValueFrom(imednet.records.submit(items, { receipts }).pipe(toArray()));
    items.length = 0;
    receipts.push({} as WriteReceipt);
    await written;
    expect(terms()).toEqual(['Cough', 'Rash']);
  });

  it('a reconciliation has the records and the receipts of the subscription', async () => {
    const items = [item('Cough')];
    const receipts: WriteReceipt[] = [];
    const receipt = await lastValueFrom(imednet.records.submit(items));
    const found = lastValueFrom(imednet.records.reconcile(receipt, items, { receipts }));
    items[0] = item('Rash');
    receipts.push({} as WriteReceipt);
    expect((await found).verdict).toBe('applied');
  });

  it('records that can not be written are refused in the same turn', () => {
    const names: string[] = [];
    const wrong = [{ formKey: 'AE' }] as unknown as NewRecord[];
    imednet.records.submit(wrong).subscribe({ error: (error: Error) => names.push(error.name) });
    imednet.records.create(wrong).subscribe({ error: (error: Error) => names.push(error.name) });
    expect(names).toEqual(['InvalidRecordsError', 'InvalidRecordsError']);
  });

  it('the study of the context may change: the one at the subscription counts', async () => {
    const changes = lastValueFrom(imednet.records.since(null, { deletions: 'flag' }).process(() => EMPTY));
    const sites = firstValueFrom(imednet.sites.watch({}, WATCHED));
    imednet.context.clearDefaultStudyKey();
    await Promise.all([changes, sites]);
    expect([...new Set(asked)].sort()).toEqual(['DEMO/records', 'DEMO/sites']);
  });

  it('two watchers of the same turn share one poll', async () => {
    const both = [1, 2].map(() => firstValueFrom(imednet.sites.watch({}, WATCHED)));
    const [first, second] = await Promise.all(both);
    expect(asked).toEqual(['DEMO/sites']);
    expect(first?.items).toBe(second!.items);
  });

  it('a watcher who comes later has the list in its own turn', async () => {
    const watching = imednet.sites.watch({}, WATCHED).subscribe();
    await firstValueFrom(imednet.sites.watch({}, WATCHED));
    let items = 0;
    imednet.sites
      .watch({}, WATCHED)
      .subscribe(({ items: { length } }) => (items = length))
      .unsubscribe();
    watching.unsubscribe();
    expect(items).toBeGreaterThan(0);
  });

  it('the span that was active at the subscription is the parent of all', async () => {
    context.setGlobalContextManager(new StackContextManager().enable());
    const parent = observed.tracer.startSpan('visit');
    const done = context.with(trace.setSpan(ROOT_CONTEXT, parent), () => [
      lastValueFrom(imednet.records.submit([item('Cough')])),
      lastValueFrom(imednet.records.since(null).process(() => EMPTY)),
      firstValueFrom(imednet.sites.watch({}, WATCHED)),
    ]);
    await Promise.all(done);
    parent.end();
    const tops = observed.tree().filter((line) => /^ {0,2}\w/.test(line));
    expect(tops.map((line) => line.trim()).sort()).toEqual([
      'INTERNAL imednet.records.since unset',
      'INTERNAL imednet.records.submit unset',
      'INTERNAL imednet.sites.watch unset',
      'INTERNAL visit unset',
    ]);
  });

  it('the span of an operation that is left ends', () => {
    imednet.records
      .submit([item('Cough')])
      .subscribe()
      .unsubscribe();
    imednet.records
      .since(null)
      .process(() => EMPTY)
      .subscribe()
      .unsubscribe();
    expect(observed.spans.map(({ name }) => name)).toEqual([
      'imednet.records.submit',
      'imednet.records.since',
    ]);
  });
});
