import axios from 'axios';
import type { AxiosError, AxiosInstance } from 'axios';
import { FakeImednet } from './fake-imednet';
import { fakeImednetAdapter } from './fake-imednet-adapter';

describe('the axios adapter of the fake', () => {
  const path = '/api/v1/edc/studies/DEMO/records';
  let fake: FakeImednet;
  const client = (latency = 0): AxiosInstance =>
    axios.create({ baseURL: 'https://edc.test', adapter: fakeImednetAdapter(fake, { latency }) });

  beforeEach(() => {
    fake = new FakeImednet({ apiKey: 'key' });
  });

  const headers = { 'X-API-Key': 'key' };

  it('answers with JSON text, which axios parses', async () => {
    const raw = await client().get<string>(path, { headers, transformResponse: (data: string) => data });
    expect(typeof raw.data).toBe('string');
    const parsed = await client().get<unknown>(path, { headers });
    expect(parsed.data).toEqual(JSON.parse(raw.data));
    expect(parsed.headers['content-type']).toBe('application/json');
  });

  const queries = [
    {
      title: 'in an absolute URL',
      url: `https://edc.test${path}?size=7&sort=formKey,ASC&sort=recordId,DESC`,
    },
    {
      title: 'as an object',
      url: path,
      params: { size: 7, sort: ['formKey,ASC', 'recordId,DESC'], page: undefined },
    },
    {
      title: 'as search parameters',
      url: path,
      params: new URLSearchParams('size=7&sort=formKey,ASC&sort=recordId,DESC'),
    },
  ];
  for (const { title, url, params } of queries) {
    it(`takes the query ${title}`, async () => {
      const { data } = await client().get<{ pagination: object }>(url, { params, headers });
      expect(data.pagination).toEqual(
        jasmine.objectContaining({
          size: 7,
          sort: [
            { property: 'formKey', direction: 'ASC' },
            { property: 'recordId', direction: 'DESC' },
          ],
        }),
      );
    });
  }

  it('posts the parsed body', async () => {
    const { status } = await client().post(path, [{ formKey: 'AE', data: {} }], { headers });
    expect([status, fake.posts]).toEqual([202, 1]);
  });

  it('fails as axios does when the status is not accepted', async () => {
    const error = await client()
      .get(path)
      .then(fail, (reason: unknown) => reason as AxiosError);
    expect(axios.isAxiosError(error)).toBeTrue();
    expect([error?.response?.status, error?.code]).toEqual([401, 'ERR_BAD_REQUEST']);
    const accepted = await client().get(path, { validateStatus: () => true });
    expect(accepted.status).toBe(401);
  });

  it('is cancelled before the fake hears of the request', async () => {
    const controller = new AbortController();
    const sent = client(60_000).post(path, [{}], { headers, signal: controller.signal });
    controller.abort();
    const error = await sent.then(fail, (reason: unknown) => reason as AxiosError);
    expect([error?.name, error?.code]).toEqual(['CanceledError', 'ERR_CANCELED']);
    expect(axios.isCancel(error)).toBeTrue();
    expect(fake.posts).toBe(0);
  });

  it('does not start when already cancelled', async () => {
    const adapter = fakeImednetAdapter(fake);
    const config = {
      url: path,
      method: 'get',
      headers: new axios.AxiosHeaders(),
      signal: AbortSignal.abort(),
    };
    await expectAsync(adapter(config)).toBeRejectedWith(jasmine.objectContaining({ code: 'ERR_CANCELED' }));
  });

  it('lets the response wait for the latency', async () => {
    jasmine.clock().install();
    try {
      const done = jasmine.createSpy();
      const sent = client(50).get(path, { headers }).then(done);
      await Promise.resolve();
      for (let i = 0; i < 20; i++) await Promise.resolve();
      jasmine.clock().tick(49);
      for (let i = 0; i < 20; i++) await Promise.resolve();
      expect(done).not.toHaveBeenCalled();
      jasmine.clock().tick(1);
      await sent;
      expect(done).toHaveBeenCalledTimes(1);
    } finally {
      jasmine.clock().uninstall();
    }
  });
});
