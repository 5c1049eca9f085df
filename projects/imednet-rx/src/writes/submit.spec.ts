import { FakeImednet } from 'imednet-rx/testing';
import { asyncScheduler, lastValueFrom, type Observable, tap } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { FaultyServer } from '../../spec/write-faults';
import { createImednet, type Imednet } from '../client/imednet';
import { ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import { ResendRefusedError, UnknownOutcomeError } from '../errors/delivery-errors';
import type { InvalidRecordsError } from '../errors/invalid-records-error';
import { BadRequestError } from '../errors/status-errors';
import type { WriteReceipt } from '../models/write-receipt';
import { RecordsResource } from '../public-api';
import type { NewRecord } from './new-record';
import { receiptSeal } from './receipt-seal';
import type { SubmitOptions } from './submit-options';

const item = (aeterm: string): NewRecord => ({ formKey: 'AE', subjectKey: '001-0001', data: { aeterm } });
const ITEMS = ['Cough', 'Rash', 'Fever'].map(item);

describe('records.submit', () => {
  let server: FaultyServer;
  let imednet: Imednet;
  let told: WriteReceipt[];

  const submit = (
    options: SubmitOptions = {},
    items: readonly NewRecord[] = ITEMS,
  ): Observable<WriteReceipt> =>
    imednet.records.submit(items, { batchSize: 2, ...options }).pipe(tap((receipt) => told.push(receipt)));
  const states = (): string[] => told.map(({ index, state }) => `${String(index)} ${state}`);
  const terms = (): unknown[] =>
    Array.from(server.fake.records('DEMO'))
      .slice(48)
      .map(({ recordData }) => recordData['aeterm']);

  const clientOf = (baseUrl: string): Imednet =>
    createImednet({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl, adapter: server.adapter, defaultStudyKey: 'DEMO' },
      ...{ backoffFactor: 0, retryPolicy: { shouldRetry: () => true, delay: () => 0 } },
    });

  beforeEach(() => {
    server = new FaultyServer(new FakeImednet({ subjects: 4, studies: 2, jobSteps: [] }));
    told = [];
    imednet = clientOf('https://edc.test');
  });

  afterEach(() => {
    imednet.close();
  });

  it('writes all records once, batch by batch, in their order', async () => {
    await lastValueFrom(submit());
    expect(states()).toEqual([
      ...['0 intent', '0 accepted', '0 succeeded'],
      ...['1 intent', '1 accepted', '1 succeeded'],
    ]);
    expect(terms()).toEqual(['Cough', 'Rash', 'Fever']);
    expect(new Set(told.map(({ submission }) => submission)).size).toBe(1);
    expect(told.map(({ first, size, batches }) => [first, size, batches])).toEqual([
      ...[0, 0, 0].map(() => [0, 2, 2]),
      ...[0, 0, 0].map(() => [2, 1, 2]),
    ]);
  });

  it('sends what was there at the subscription, whatever the caller changes later', async () => {
    const data = { aeterm: 'Cough' };
    const journal = { save: () => ((data.aeterm = 'changed'), []) };
    await lastValueFrom(submit({ journal }, [{ formKey: 'AE', subjectKey: '001-0001', data }]));
    expect(terms()).toEqual(['Cough']);
  });

  it('gives receipts that survive JSON, and hold nothing of the records', async () => {
    await lastValueFrom(submit({ emailNotify: 'me@example.org' }));
    const text = JSON.stringify(told);
    expect(JSON.parse(text)).toEqual(told);
    for (const secret of ['Cough', 'Rash', 'Fever', '001-0001', 'aeterm', 'example.org']) {
      expect(text).not.toContain(secret);
    }
  });

  it('hashes equal records differently in each submission', async () => {
    for (let time = 0; time < 2; time++) await lastValueFrom(submit());
    expect(new Set(told.map(({ hash }) => hash)).size).toBe(4);
  });

  it('is not changed by what a journal or a subscriber does to its receipts', async () => {
    const change = (receipt: WriteReceipt): void => {
      Object.assign(receipt, { _id: 'of the database', state: 'not-written', revision: 99, salt: 'x' });
    };
    const saved: WriteReceipt[] = [];
    const journal = {
      save: (receipt: WriteReceipt) => (saved.push({ ...receipt }), change(receipt), []),
    };
    await lastValueFrom(
      imednet.records.submit(ITEMS, { journal }).pipe(
        tap((receipt) => {
          told.push({ ...receipt });
          change(receipt);
        }),
      ),
    );
    expect(states()).toEqual(['0 intent', '0 accepted', '0 succeeded']);
    expect(saved).toEqual(told);
    expect(saved.map((receipt) => Object.hasOwn(receipt, '_id'))).toEqual([false, false, false]);
  });

  for (const [story, journal] of [
    ['that is a function', (): unknown => []],
    ['without a method `save`', {}],
    ['that is null', null],
    ['that is an array', []],
    ['whose `save` returns nothing to wait for', { save: () => undefined }],
    ['whose `save` returns a number', { save: () => 1 }],
  ] as const) {
    it(`sends nothing with a journal ${story}`, async () => {
      expect(await failureOf(submit({ journal: journal as never }))).toBeInstanceOf(InvalidArgumentError);
      expect(server.posts).toBe(0);
    });
  }

  it('can be subscribed once, also while it still begins', async () => {
    const source = submit();
    const first = lastValueFrom(source);
    expect(await failureOf(source)).toBeInstanceOf(ResendRefusedError);
    await first;
    expect(await failureOf(source)).toBeInstanceOf(ResendRefusedError);
    expect(terms().length).toBe(3);
  });

  it('can be subscribed again when nothing was sent', async () => {
    let isFull = true;
    const journal = { save: () => (isFull ? Promise.reject(new Error('disk full')) : []) };
    const source = submit({ journal });
    expect(await failureOf(source)).toEqual(new Error('disk full'));
    isFull = false;
    await lastValueFrom(source);
    expect(terms().length).toBe(3);
  });

  it('leaves a batch whose outcome is unknown, and all behind it', async () => {
    server.ahead.push('none', 'reset after');
    const error = (await failureOf(submit({ batchSize: 1 }))) as UnknownOutcomeError;
    expect(error).toBeInstanceOf(UnknownOutcomeError);
    expect(error.receipt).toEqual(told.at(-1));
    expect(states()).toEqual(['0 intent', '0 accepted', '0 succeeded', '1 intent', '1 unknown']);
    expect(server.posts).toBe(2);
  });

  describe('with receipts', () => {
    /** Runs until the POST of the second batch, which ends as told. */
    const firstRun = async (...faults: FaultyServer['ahead']): Promise<void> => {
      server.ahead.push('none', ...faults);
      await lastValueFrom(submit({ batchSize: 1 })).catch(() => undefined);
      server.posts = 0;
    };
    const resume = (options: SubmitOptions = {}): Observable<WriteReceipt> => {
      const receipts = JSON.parse(JSON.stringify(told)) as WriteReceipt[];
      told = [];
      return submit({ batchSize: 1, receipts, ...options });
    };

    it('sends nothing again when all have succeeded', async () => {
      await firstRun();
      await lastValueFrom(resume());
      expect(states()).toEqual(['0 succeeded', '1 succeeded', '2 succeeded']);
      expect([server.posts, terms().length]).toEqual([0, 3]);
    });

    it('polls what was accepted, and goes on behind it', async () => {
      await firstRun();
      told = told.filter(({ index, state }) => index === 0 || (index === 1 && state !== 'succeeded'));
      await lastValueFrom(resume());
      expect(states()).toEqual([
        ...['0 succeeded', '1 accepted', '1 succeeded'],
        ...['2 intent', '2 accepted', '2 succeeded'],
      ]);
      expect(server.posts).toBe(1);
    });

    it('sends nothing while the outcome of one is unknown', async () => {
      await firstRun('reset after');
      expect(await failureOf(resume())).toBeInstanceOf(UnknownOutcomeError);
      expect(states()).toEqual(['0 succeeded', '1 unknown']);
      expect(server.posts).toBe(0);
    });

    it('takes an intent for an unknown outcome', async () => {
      await firstRun('reset after');
      told = told.filter(({ state }) => state !== 'unknown');
      const error = (await failureOf(resume())) as UnknownOutcomeError;
      expect(error.receipt?.state).toBe('intent');
      expect(error.message).toContain('/studies/{studyKey}/records');
      expect(server.posts).toBe(0);
    });

    it('sends the others all the same when told to', async () => {
      await firstRun('reset after');
      await failureOf(resume({ failFast: false }));
      expect(states()).toEqual(['0 succeeded', '1 unknown', '2 intent', '2 accepted', '2 succeeded']);
    });

    it('sends what was refused', async () => {
      imednet.client.retryPolicy = { shouldRetry: () => false };
      server.ahead.push('400');
      expect(await failureOf(submit({ batchSize: 1 }))).toBeInstanceOf(BadRequestError);
      expect(states()).toEqual(['0 intent', '0 not-written']);
      await lastValueFrom(resume());
      expect(terms()).toEqual(['Cough', 'Rash', 'Fever']);
    });

    it('does not mind in which order keys and receipts are', async () => {
      await firstRun();
      const turned = ITEMS.map(({ data, ...rest }) => ({ data: { ...data }, ...rest }));
      const receipts = [...told].reverse();
      await lastValueFrom(submit({ batchSize: 1, receipts }, turned));
      expect(server.posts).toBe(0);
    });

    const others: readonly (readonly [string, SubmitOptions, (readonly NewRecord[])?])[] = [
      ['other records', {}, ['Cough', 'Rash', 'Fewer'].map(item)],
      ['records in another order', {}, [...ITEMS].reverse()],
      ['fewer records', {}, ITEMS.slice(0, 2)],
      ['another batch size', { batchSize: 2 }],
      ['another study', { studyKey: 'DEMO-2' }],
      ['a secret that there was not', { secret: 'a text of sixteen' }],
    ];
    for (const [story, options, items] of others) {
      it(`refuses those of ${story}, and sends nothing`, async () => {
        await firstRun();
        const receipts = told;
        const error = await failureOf(submit({ batchSize: 1, receipts, ...options }, items));
        expect(error).toBeInstanceOf(InvalidArgumentError);
        expect(server.posts).toBe(0);
      });
    }

    it('refuses those of another server', async () => {
      await firstRun();
      const other = clientOf('https://other.test');
      const source = other.records.submit(ITEMS, { batchSize: 1, receipts: told });
      expect(await failureOf(source)).toBeInstanceOf(InvalidArgumentError);
      other.close();
    });

    it('refuses those of two submissions', async () => {
      await firstRun();
      await lastValueFrom(submit({ batchSize: 1 }));
      server.posts = 0;
      expect(await failureOf(resume())).toBeInstanceOf(InvalidArgumentError);
      expect(server.posts).toBe(0);
    });

    const damage: readonly (readonly [string, object])[] = [
      ['a version of the future', { version: 2 }],
      ['no state', { state: undefined }],
      ['a state of nowhere', { state: 'done' }],
      ['a number that is none', { index: -1 }],
      ['the id of another one', { id: 'x' }],
      ['a hash that is none', { hash: 'Jane' }],
      ['a time that is none', { sendBy: 'soon' }],
      ['a batch that leads elsewhere', { batchId: '../x' }],
      ['no batch, although accepted', { state: 'accepted', batchId: undefined }],
    ];
    for (const [story, change] of damage) {
      it(`refuses one with ${story}`, async () => {
        await firstRun();
        told = told.map((receipt) => ({ ...receipt, ...change }));
        expect(await failureOf(resume())).toBeInstanceOf(InvalidArgumentError);
        expect(server.posts).toBe(0);
      });
    }

    for (const receipts of [[null], ['x'], [[]], 'x']) {
      it(`refuses ${JSON.stringify(receipts)}`, async () => {
        const error = await failureOf(submit({ receipts: receipts as never }));
        expect(error).toBeInstanceOf(InvalidArgumentError);
      });
    }
  });

  describe('with receipts that contradict each other', () => {
    const others = ['unknown', 'intent', 'succeeded', 'failed'] as const;
    for (const state of others) {
      it(`sends nothing where a batch is not-written and ${state} at the same revision`, async () => {
        imednet.client.retryPolicy = { shouldRetry: () => false };
        server.ahead.push('400');
        await failureOf(submit({ batchSize: 3 }));
        const [intent, notWritten] = told as [WriteReceipt, WriteReceipt];
        server.posts = 0;
        const other = { ...notWritten, state };
        for (const receipts of [
          [intent, notWritten, other],
          [other, notWritten, intent, intent],
        ]) {
          told = [];
          const error = (await failureOf(submit({ batchSize: 3, receipts }))) as UnknownOutcomeError;
          expect(error).toBeInstanceOf(UnknownOutcomeError);
          expect(error.receipt).toEqual(told.at(-1));
          expect(states()).toEqual(['0 unknown']);
          expect(server.posts).toBe(0);
        }
      });
    }

    it('polls the only job that is known', async () => {
      await lastValueFrom(submit({ batchSize: 3 }));
      const [intent, accepted] = told as [WriteReceipt, WriteReceipt];
      server.posts = 0;
      told = [];
      const notWritten: WriteReceipt = { ...intent, revision: 1, state: 'not-written' };
      await lastValueFrom(submit({ batchSize: 3, receipts: [intent, notWritten, accepted] }));
      expect(states()).toEqual(['0 accepted', '0 succeeded']);
      expect(server.posts).toBe(0);
    });

    it('sends the batch once reconciling has shown that it was not written', async () => {
      server.ahead.push('reset before');
      await failureOf(submit({ batchSize: 3 }));
      const receipts: WriteReceipt[] = [...told, { ...told.at(-1)!, state: 'not-written' }];
      const { receipt } = (await failureOf(submit({ batchSize: 3, receipts }))) as UnknownOutcomeError;
      // When no byte of any attempt can be under way any more.
      spyOn(asyncScheduler, 'now').and.returnValue(receipt!.sendBy + 1);
      const found = await lastValueFrom(
        imednet.records.reconcile(receipt!, ITEMS, { settle: 0, receipts: [...receipts] }),
      );
      expect([found.verdict, found.receipt.state]).toEqual(['not-applied', 'not-written']);
      await lastValueFrom(submit({ batchSize: 3, receipts: [...receipts, found.receipt] }));
      expect(terms()).toEqual(['Cough', 'Rash', 'Fever']);
    });

    const changes: readonly Partial<WriteReceipt>[] = [
      ...[{ hash: 'ab' }, { salt: 'ab' }, { size: 1 }, { first: 1 }, { batches: 3 }],
      ...[{ studyKey: 'X' }, { baseUrl: 'https://other.test' }],
    ];
    for (const change of changes) {
      it(`rejects an earlier revision with another ${Object.keys(change).join()}`, async () => {
        imednet.client.retryPolicy = { shouldRetry: () => false };
        server.ahead.push('400');
        await failureOf(submit({ batchSize: 3 }));
        server.posts = 0;
        const [intent, notWritten] = told as [WriteReceipt, WriteReceipt];
        for (const receipts of [
          [{ ...intent, ...change }, notWritten],
          [notWritten, { ...intent, ...change }],
        ]) {
          expect(await failureOf(submit({ batchSize: 3, receipts }))).toBeInstanceOf(InvalidArgumentError);
        }
        expect(server.posts).toBe(0);
      });
    }
  });

  describe('with a secret', () => {
    const secret = 'a text of sixteen';
    const sealed = (options: SubmitOptions): Observable<WriteReceipt> =>
      submit({ batchSize: 3, secret, ...options });
    const rejected = async (receipts: readonly WriteReceipt[]): Promise<void> => {
      server.posts = 0;
      expect(await failureOf(sealed({ receipts }))).toBeInstanceOf(InvalidArgumentError);
      const source = imednet.records.reconcile(receipts.at(-1)!, ITEMS, { secret, receipts: [...receipts] });
      expect(await failureOf(source)).toBeInstanceOf(InvalidArgumentError);
      expect(server.posts).toBe(0);
    };

    it('seals each receipt, saved and emitted, through JSON and whatever the order of keys', async () => {
      const saved: WriteReceipt[] = [];
      await lastValueFrom(sealed({ journal: { save: (receipt) => Promise.resolve(saved.push(receipt)) } }));
      expect(saved).toEqual(told);
      expect(new Set(told.map(({ mac }) => mac)).size).toBe(3);
      expect(told.every(({ mac }) => /^[0-9a-f]{64}$/.test(mac ?? ''))).toBeTrue();
      server.posts = 0;
      const turned = told.map((receipt) => Object.fromEntries(Object.entries(receipt).reverse()) as never);
      await lastValueFrom(sealed({ receipts: JSON.parse(JSON.stringify(turned)) as WriteReceipt[] }));
      expect(server.posts).toBe(0);
    });

    it('seals the receipts of errors and of reconcile', async () => {
      server.ahead.push('reset before');
      const error = (await failureOf(sealed({}))) as UnknownOutcomeError;
      expect(error.receipt).toBe(told.at(-1));
      const options = { secret, settle: 0, receipts: [...told] };
      const { receipt } = await lastValueFrom(imednet.records.reconcile(error.receipt!, ITEMS, options));
      expect(receipt.state).toBe('not-written');
      await lastValueFrom(sealed({ receipts: [...told, receipt] }));
      expect(terms()).toEqual(['Cough', 'Rash', 'Fever']);
    });

    it('seals a receipt that stands for contradictory ones', async () => {
      server.ahead.push('reset before');
      await failureOf(sealed({}));
      const seal = receiptSeal(secret);
      const notWritten = await seal.seal({ ...told.at(-1)!, state: 'not-written' });
      const receipts = [...told, notWritten];
      const { receipt } = (await failureOf(sealed({ receipts }))) as UnknownOutcomeError;
      expect(receipt?.reason).toBe('contradiction');
      await expectAsync(seal.check(receipt!)).toBeResolved();
      const options = { secret, settle: 0, receipts };
      const found = await lastValueFrom(imednet.records.reconcile(receipt!, ITEMS, options));
      await expectAsync(seal.check(found.receipt)).toBeResolved();
    });

    const changes: Readonly<Record<keyof WriteReceipt, unknown>> = {
      ...{ version: 1.5, id: 'x.0', revision: 7, submission: 'x', index: 1, batches: 2, first: 1, size: 2 },
      ...{ baseUrl: 'https://x.test', studyKey: 'X', salt: 'ab', hash: 'ab', state: 'not-written' },
      ...{ intentAt: 1, sendBy: 2, answeredAt: 3, endedAt: 4, batchId: 'X', jobState: 'X', reason: 'X' },
      mac: 'ab',
    };
    for (const [name, value] of Object.entries(changes)) {
      it(`rejects a receipt whose ${name} was changed or removed`, async () => {
        await lastValueFrom(sealed({}));
        for (const at of [0, 1, 2]) {
          await rejected(told.map((each, index) => (index === at ? { ...each, [name]: value } : each)));
          const without = told.map((each, index) => {
            if (index !== at || !(name in each)) return each;
            return Object.fromEntries(Object.entries(each).filter(([key]) => key !== name)) as never;
          });
          if (name in told[at]!) await rejected(without);
        }
      });
    }

    it('rejects receipts of another secret, or of none', async () => {
      await lastValueFrom(submit({ batchSize: 3, secret: 'another text of sixteen' }));
      await rejected(told);
      told = [];
      await lastValueFrom(submit({ batchSize: 3 }));
      await rejected(told);
    });
  });

  it('knows records again by a secret only', async () => {
    const secret = 'a text of sixteen';
    await lastValueFrom(submit({ secret }));
    server.posts = 0;
    await lastValueFrom(submit({ secret, receipts: told }));
    expect(server.posts).toBe(0);
    expect(await failureOf(submit({ receipts: told }))).toBeInstanceOf(InvalidArgumentError);
  });

  const refused: readonly (readonly [string, SubmitOptions, (readonly unknown[])?])[] = [
    ['no records', {}, []],
    ['a batch of none', { batchSize: 0 }],
    ['half a batch', { batchSize: 1.5 }],
    ['no batch at a time', { concurrency: 0 }],
    ['a time that is none', { sendWithin: NaN }],
    ['polls without an interval', { poll: { interval: 0 } }],
    ['a secret that is easily found', { secret: 'short' }],
    ['no study', { studyKey: '..' }],
  ];
  for (const [story, options, items] of refused) {
    it(`refuses ${story}, and sends nothing`, async () => {
      const error = await failureOf(submit(options, items as NewRecord[] | undefined));
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect([server.posts, told]).toEqual([0, []]);
    });
  }

  it('names the place of a wrong record among all', async () => {
    const items = [...ITEMS, { formKey: 'AE', data: {} } as unknown as NewRecord];
    const error = (await failureOf(submit({}, items))) as InvalidRecordsError;
    expect(error.problems).toEqual([{ index: 3, field: 'subjectKey', rule: 'subject-site-or-record' }]);
    expect(server.posts).toBe(0);
  });

  it('needs a client that can write, and tells its address', async () => {
    const reading = { get: () => [] } as never;
    const records = new RecordsResource(reading, imednet.context);
    expect(await failureOf(records.create(ITEMS))).toBeInstanceOf(ConfigurationError);
    expect(await failureOf(records.submit(ITEMS))).toBeInstanceOf(ConfigurationError);
  });

  it('is not sent when its turn comes too late', async () => {
    const error = (await failureOf(submit({ sendWithin: 0 }))) as Error;
    expect(error.name).toBe('RequestExpiredError');
    expect(states()).toEqual(['0 intent', '0 not-written']);
    expect(server.posts).toBe(0);
  });

  it('is left at the first receipt without anything being sent', async () => {
    const first = await new Promise<WriteReceipt>((resolve) => {
      const subscription = submit().subscribe((receipt) => {
        subscription.unsubscribe();
        resolve(receipt);
      });
    });
    await lastValueFrom(imednet.records.count());
    expect([first.state, server.posts]).toEqual(['intent', 0]);
  });
});
