import {
  createImednet,
  ForbiddenError,
  type Imednet,
  NetworkError,
  RateLimitError,
  ResponseParseError,
  SameOriginAuth,
  ValidationError,
} from 'imednet-rx';
import { ImednetTestingController } from './imednet-testing-controller';

describe('ImednetTestingController', () => {
  let controller: ImednetTestingController;
  let imednet: Imednet;
  let seen: unknown[];

  const ends = {
    error: (error: unknown) => seen.push(error),
    complete: () => seen.push('complete'),
  };

  beforeEach(() => {
    seen = [];
    controller = new ImednetTestingController();
    imednet = createImednet({
      ...{ auth: new SameOriginAuth(), baseUrl: 'https://edc.test', retries: 0, defaultStudyKey: 'DEMO' },
      adapter: controller.adapter,
    });
  });

  it('lets a list wait for each of its pages, and tells the subscriber before a flush is done', async () => {
    const next = ({ siteId }: { readonly siteId: number }): number => seen.push(siteId);
    imednet.sites.list({ pageSize: 2 }).subscribe({ next, ...ends });

    await controller
      .expectOne({ path: '/studies/DEMO/sites', query: { page: 0, size: 2 } })
      .flushItems([{ siteId: 1 }, { siteId: 2 }], { totalElements: 3 });
    expect(seen).toEqual([1, 2]);

    await controller.expectOne({ query: { page: 1 } }).flushItems([{ siteId: 3 }]);
    expect(seen).toEqual([1, 2, 3, 'complete']);
    controller.verify();
  });

  it('shows what is sent', () => {
    imednet.client.post('/x', [{ formKey: 'AE' }], { headers: { 'x-own': 'yes' } }).subscribe(ends);
    const { request } = controller.expectOne({ method: 'post' });
    expect([request.method, request.path, request.body, request.headers['x-own']]).toEqual([
      ...['POST', '/x', [{ formKey: 'AE' }], 'yes'],
    ]);
  });

  it('answers a single item and a job', async () => {
    imednet.jobs.get('batch-1').subscribe({ next: ({ state }) => seen.push(state), ...ends });
    await controller
      .expectOne('/studies/DEMO/jobs/batch-1')
      .flush({ jobId: 'j', batchId: 'batch-1', state: 'COMPLETED' });
    expect(seen).toEqual(['COMPLETED', 'complete']);
  });

  it('answers with errors in the envelope of the API', async () => {
    imednet.sites.list().subscribe(ends);
    await controller
      .expectOne('/studies/DEMO/sites')
      .flushError(400, { code: '1000', attribute: 'page', description: 'told' });
    expect(seen[0]).toBeInstanceOf(ValidationError);
    expect(seen[0]).toEqual(
      jasmine.objectContaining({ code: '1000', attribute: 'page', description: 'told' }),
    );

    imednet.sites.list().subscribe(ends);
    await controller.expectOne('/studies/DEMO/sites').flushError(403);
    expect(seen[1]).toBeInstanceOf(ForbiddenError);

    imednet.sites.list().subscribe(ends);
    await controller.expectOne('/studies/DEMO/sites').flushError(429, { headers: { 'retry-after': '120' } });
    expect(seen[2]).toBeInstanceOf(RateLimitError);
    expect((seen[2] as RateLimitError).retryAfter).toBe(120_000);
  });

  it('breaks connections, and answers with what is no JSON', async () => {
    imednet.sites.list().subscribe(ends);
    await controller.expectOne('/studies/DEMO/sites').error('ECONNRESET');
    expect(seen[0]).toBeInstanceOf(NetworkError);

    imednet.sites.list().subscribe(ends);
    await controller.expectOne('/studies/DEMO/sites').flush('<html>');
    expect(seen[1]).toBeInstanceOf(ResponseParseError);
  });

  it('knows who left, and refuses to answer them', async () => {
    const call = imednet.sites.list().subscribe(ends);
    const request = controller.expectOne('/studies/DEMO/sites');
    call.unsubscribe();
    expect(request.cancelled).toBeTrue();
    await expectAsync(request.flushItems([])).toBeRejectedWithError(/cancelled/);
    expect(seen).toEqual([]);
  });

  it('answers a request once', async () => {
    imednet.sites.list().subscribe(ends);
    const request = controller.expectOne('/studies/DEMO/sites');
    await request.flushItems([]);
    await expectAsync(request.flushItems([])).toBeRejectedWithError(/answered/);
    await expectAsync(request.error()).toBeRejectedWithError(/answered/);
  });

  describe('finds requests', () => {
    const SITES = '/api/v1/edc/studies/DEMO/sites';
    const cases: readonly (readonly [string, Parameters<ImednetTestingController['match']>[0], number])[] = [
      ['by the whole path', SITES, 2],
      ['by the path below the API', '/studies/DEMO/sites', 2],
      ['by no part of a path', '/studies/DEMO/site', 0],
      ['by the method', { method: 'GET' }, 3],
      ['by another method', { method: 'POST', path: SITES }, 0],
      ['by the query', { query: { page: 0, size: 7 } }, 1],
      ['by a function', ({ query }) => query.get('size') === '100', 2],
    ];
    for (const [story, matcher, count] of cases) {
      it(story, () => {
        imednet.sites.list().subscribe(ends);
        imednet.sites.list({ pageSize: 7 }).subscribe(ends);
        imednet.forms.list().subscribe(ends);
        expect(controller.match(matcher).length).toBe(count);
        expect(controller.match(matcher).length).toBe(0);
      });
    }
  });

  it('tells what it expected and what there is, without queries', () => {
    expect(() => controller.expectOne('/studies')).toThrowError(
      'Expected one request for /studies, but there is none.',
    );
    imednet.sites.list({ filter: 'siteName==Basel' }).subscribe(ends);
    imednet.sites.list().subscribe(ends);
    const open = 'open: GET /api/v1/edc/studies/DEMO/sites, GET /api/v1/edc/studies/DEMO/sites';
    expect(() => controller.expectOne('/studies')).toThrowError(
      `Expected one request for /studies, but there is none; ${open}.`,
    );
    expect(() => {
      controller.verify();
    }).toThrowError(`Expected no open requests; ${open}.`);
    expect(() => controller.expectOne({ method: 'get' })).toThrowError(
      'Expected one request for GET, but there are 2.',
    );
  });

  it('makes sure that nothing was sent', () => {
    controller.expectNone('/studies/DEMO/sites');
    imednet.sites.list().subscribe(ends);
    expect(() => {
      controller.expectNone('/studies/DEMO/sites');
    }).toThrowError(/but there are 1/);
  });

  it('counts those who left as open, unless told otherwise', () => {
    imednet.sites.list().subscribe(ends).unsubscribe();
    expect(() => {
      controller.verify();
    }).toThrowError(/open requests/);
    controller.verify({ ignoreCancelled: true });
  });
});
