import type { AxiosAdapter } from 'axios';
import { FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';
import { firstValueFrom, lastValueFrom } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { Observed } from '../../spec/observed';
import { ClientClosedError, ConfigurationError, InvalidArgumentError } from '../errors/client-error';
import type { InvalidRecordsError } from '../errors/invalid-records-error';
import { AuthorizationError } from '../errors/status-errors';
import type { NewRecord } from '../writes/new-record';
import { createImednet, type Imednet, type ImednetConfig } from './imednet';

/** An instance over a fake with two studies, and the paths that it asked for. */
function instance(config: ImednetConfig = {}): { readonly imednet: Imednet; readonly asked: string[] } {
  const asked: string[] = [];
  const answer = fakeImednetAdapter(new FakeImednet({ studies: 2, subjects: 2 }));
  const adapter: AxiosAdapter = (request) => {
    const { pathname, searchParams } = new URL(request.url ?? '');
    asked.push(`${pathname.replace('/api/v1/edc/studies/', '')}?size=${searchParams.get('size') ?? ''}`);
    return answer(request);
  };
  const keys = { apiKey: 'a', securityKey: 'b', baseUrl: 'https://edc.test', retries: 0 };
  return { imednet: createImednet({ ...keys, adapter, ...config }), asked };
}

const DEMO = ['DEMO/forms?size=500', 'DEMO/intervals?size=500', 'DEMO/variables?size=500'];

describe('Imednet.schema', () => {
  /** Lets it load what reads a schema, which takes time once. */
  beforeAll(() => lastValueFrom(instance().imednet.schema('DEMO')));

  it('reads forms, variables and intervals once, at the same time, for all who ask', async () => {
    const { imednet, asked } = instance({ defaultStudyKey: 'DEMO' });
    const [first, second] = await Promise.all([
      lastValueFrom(imednet.schema()),
      lastValueFrom(imednet.schema('DEMO')),
    ]);
    expect(first).toBe(second);
    expect(await lastValueFrom(imednet.schema())).toBe(first);
    expect(asked.sort()).toEqual(DEMO);
    expect(first.studyKey).toBe('DEMO');
    expect(first.forms.length).toBeGreaterThan(5);
    expect(first.variables('VS').map(({ variableName }) => variableName)).toContain('vspulse');
    expect(first.interval('Baseline')?.forms.length).toBe(3);
  });

  it('follows the default study key at the time of subscription', async () => {
    const { imednet } = instance();
    const schema$ = imednet.schema();
    expect(await failureOf(schema$)).toBeInstanceOf(ConfigurationError);
    for (const studyKey of ['DEMO', 'DEMO-2']) {
      imednet.context.setDefaultStudyKey(studyKey);
      expect((await lastValueFrom(schema$)).studyKey).toBe(studyKey);
    }
  });

  it('reads anew when told to', async () => {
    const { imednet, asked } = instance({ defaultStudyKey: 'DEMO' });
    const first = await lastValueFrom(imednet.schema());
    const second = await lastValueFrom(imednet.schema('DEMO', { refresh: true }));
    expect(second).not.toBe(first);
    expect(await lastValueFrom(imednet.schema('DEMO', { maxAge: 60_000 }))).toBe(second);
    expect(asked.length).toBe(6);
  });

  it('keeps no failure, and is of one instance alone', async () => {
    const { imednet, asked } = instance();
    for (const times of [1, 2]) {
      expect(await failureOf(imednet.schema('NONE'))).toBeInstanceOf(AuthorizationError);
      expect(asked.filter((path) => path.startsWith('NONE/forms')).length).toBe(times);
    }
    const other = instance();
    await lastValueFrom(imednet.schema('DEMO'));
    await lastValueFrom(other.imednet.schema('DEMO'));
    expect(other.asked.length).toBe(3);
  });

  it('refuses a key that could change the route, and asks for nothing', async () => {
    const { imednet, asked } = instance();
    expect(await failureOf(imednet.schema('../x'))).toBeInstanceOf(InvalidArgumentError);
    expect(asked).toEqual([]);
  });

  it('aborts the three requests when nobody waits any more', async () => {
    const aborted: unknown[] = [];
    const adapter: AxiosAdapter = ({ signal }) =>
      new Promise((_, reject) => {
        signal?.addEventListener?.('abort', () => reject(new Error(String(aborted.push(1)))));
      });
    const { imednet } = instance({ adapter });
    const [one, two] = [imednet.schema('DEMO').subscribe(), imednet.schema('DEMO').subscribe()];
    await Promise.resolve();
    one.unsubscribe();
    expect(aborted.length).toBe(0);
    two.unsubscribe();
    expect(aborted.length).toBe(3);
  });

  it('forgets when it is closed', async () => {
    const { imednet } = instance({ defaultStudyKey: 'DEMO' });
    await lastValueFrom(imednet.schema());
    imednet.close();
    expect(await failureOf(imednet.schema())).toBeInstanceOf(ClientClosedError);
  });

  it('keeps what it refuses from being written', async () => {
    const { imednet, asked } = instance({ defaultStudyKey: 'DEMO' });
    const schema = await lastValueFrom(imednet.schema());
    const record = { formKey: 'VS', subjectKey: '001-0001' };
    const records: NewRecord[] = [
      { ...record, data: {} },
      { ...record, data: { vspulse: 'Erika', lbdt: '2024-02-29' } },
    ];
    const error = await failureOf(imednet.records.create(records, { schema }));
    expect((error as InvalidRecordsError).problems).toEqual([
      { index: 1, field: 'data.vspulse', rule: 'wrong-type' },
      { index: 1, field: 'data.lbdt', rule: 'unknown-variable' },
    ]);
    expect(asked.some((path) => path.includes('records'))).toBeFalse();
    const right = { ...record, intervalName: 'Screening', data: { vspulse: '72' } };
    expect((await lastValueFrom(imednet.records.create([right], { schema }))).batchId).toBeTruthy();
  });

  it('is one span, above its requests', async () => {
    const observed = new Observed();
    const { imednet } = instance({ tracer: observed.tracer });
    await firstValueFrom(imednet.schema('DEMO'));
    const [root, ...requests] = observed.tree('imednet.pages');
    expect(root).toBe('INTERNAL imednet.schema.load unset pages=3');
    expect(requests.length).toBe(3);
  });
});
