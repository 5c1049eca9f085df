import type { ImednetRecord, Job, RecordRevision, Subject } from 'imednet-rx';
import { FakeImednet } from './fake-imednet';
import { all, get, list, post } from './spec-support/ask';

interface ErrorBody {
  readonly metadata: { readonly status: string; readonly error: { readonly code: string } };
}

describe('a request', () => {
  const fake = new FakeImednet();
  const cases: readonly (readonly [method: string, path: string, status: number, name: string])[] = [
    ['GET', '/api/v1/edc/studies/OTHER/records', 403, 'FORBIDDEN'],
    ['GET', '/api/v1/edc/studies/OTHER/jobs/x', 403, 'FORBIDDEN'],
    ['GET', '/api/v1/edc/studies/demo/sites', 403, 'FORBIDDEN'],
    ['GET', '/api/v1/edc/studies/DEMO/nothing', 404, 'NOT_FOUND'],
    ['GET', '/api/v1/edc/studies/DEMO', 404, 'NOT_FOUND'],
    ['GET', '/api/v1/edc/studies/DEMO/sites/1', 404, 'NOT_FOUND'],
    ['GET', '/api/v1/edc/studies/DEMO/jobs/none', 404, 'NOT_FOUND'],
    ['GET', '/api/v1/edc/studies/%E0%A4%A/sites', 404, 'NOT_FOUND'],
    ['GET', '/studies', 404, 'NOT_FOUND'],
    ['POST', '/api/v1/edc/studies/DEMO/sites', 405, 'METHOD_NOT_ALLOWED'],
    ['DELETE', '/api/v1/edc/studies/DEMO/records', 405, 'METHOD_NOT_ALLOWED'],
  ];
  for (const [method, path, status, name] of cases) {
    it(`${method} ${path} is answered with ${status}`, () => {
      const response = fake.handle({ method, path, query: new URLSearchParams(), headers: {} });
      expect(response.status).toBe(status);
      expect((response.body as ErrorBody).metadata.status).toBe(name);
    });
  }

  it('finds a study whose key is percent-encoded', () => {
    expect(get(fake, '/studies/%44EMO/sites').status).toBe(200);
  });

  const keys: readonly (readonly [headers: Record<string, string>, status: number])[] = [
    [{}, 401],
    [{ 'x-api-key': 'a' }, 401],
    [{ 'x-api-key': 'a', 'x-imn-security-key': 'x' }, 401],
    [{ 'x-api-key': 'x', 'x-imn-security-key': 's' }, 401],
    [{ 'x-api-key': 'a', 'x-imn-security-key': 's' }, 200],
  ];
  for (const [headers, status] of keys) {
    it(`with the headers ${Object.keys(headers).join(' and ') || 'of nobody'} can be answered with ${status}`, () => {
      const guarded = new FakeImednet({ apiKey: 'a', securityKey: 's' });
      const request = { method: 'GET', path: '/api/v1/edc/studies', query: new URLSearchParams(), headers };
      const { body, ...response } = guarded.handle(request);
      expect(response.status).toBe(status);
      if (status === 401) expect((body as ErrorBody).metadata.error.code).toBe('9001');
    });
  }
});

describe('a POST of records', () => {
  let fake: FakeImednet;
  const NOW = '2026-01-01 00:00:00';

  beforeEach(() => {
    fake = new FakeImednet({ subjects: 4 });
  });

  /** Posts and reads the job until it has ended. */
  function run(items: readonly object[]): string[] {
    const { status, body } = post(fake, items);
    expect(status).toBe(202);
    const job = body as Job;
    const states = [job.state];
    for (let i = 0; i < 2; i++)
      states.push((get(fake, `/studies/DEMO/jobs/${job.batchId}`).body as Job).state);
    return states;
  }

  const adverseEvent = { formKey: 'AE', subjectKey: '001-0001', data: { aeterm: 'Cough' } };

  it('creates a job that is followed until its end', () => {
    expect(run([adverseEvent])).toEqual(['CREATED', 'PROCESSING', 'COMPLETED']);
  });

  it('can be made to end at once, or through other states', () => {
    const states = (jobSteps: string[]): string[] => {
      const other = new FakeImednet({ jobSteps });
      const { batchId } = post(other, [adverseEvent]).body as Job;
      return [1, 2, 3].map(() => (get(other, `/studies/DEMO/jobs/${batchId}`).body as Job).state);
    };
    expect(states([])).toEqual(['COMPLETED', 'COMPLETED', 'COMPLETED']);
    expect(states(['', 'pending'])).toEqual(['', 'pending', 'COMPLETED']);
  });

  it('tells when the job was created, started and finished', () => {
    let now = Date.UTC(2026, 0, 1);
    const ticking = new FakeImednet({ now: () => (now += 1000) });
    const { batchId } = post(ticking, [adverseEvent]).body as Job;
    const read = (): Job => get(ticking, `/studies/DEMO/jobs/${batchId}`).body as Job;
    const processing = read();
    expect(processing.dateFinished).toBeNull();
    const { dateCreated, dateStarted, dateFinished } = read();
    expect(dateStarted).toBe(processing.dateStarted);
    expect([dateCreated, dateStarted, dateFinished]).toEqual([dateCreated, dateStarted, dateFinished].sort());
    expect(new Set([dateCreated, dateStarted, dateFinished]).size).toBe(3);
    expect(read().dateFinished).toBe(dateFinished);
  });

  it('shows a new record only when the job has completed, and then once', () => {
    const before = fake.recordCount('DEMO');
    const { batchId } = post(fake, [adverseEvent]).body as Job;
    get(fake, `/studies/DEMO/jobs/${batchId}`);
    expect(fake.recordCount('DEMO')).toBe(before);
    for (let i = 0; i < 3; i++) get(fake, `/studies/DEMO/jobs/${batchId}`);
    expect(fake.recordCount('DEMO')).toBe(before + 1);
    const record = Array.from(fake.records('DEMO')).at(-1);
    expect(record).toEqual(
      jasmine.objectContaining<ImednetRecord>({
        formKey: 'AE',
        subjectKey: '001-0001',
        visitId: null,
        dateCreated: NOW,
        recordData: { aeterm: 'Cough' },
      }),
    );
  });

  it('updates the record of a scheduled visit, and adds a revision', () => {
    const [target] = Array.from(fake.records('DEMO'));
    run([{ ...adverseEvent, intervalName: 'Screening' }]);
    const updated = Array.from(fake.records('DEMO')).find(({ recordId }) => recordId === target?.recordId);
    expect(updated?.recordData).toEqual({ ...target?.recordData, aeterm: 'Cough' });
    expect(updated?.dateModified).toBe(NOW);
    expect(updated?.dateCreated).toBe(target?.dateCreated);
    const revisions = all<RecordRevision>(fake, 'recordRevisions');
    expect(revisions.at(-1)).toEqual(
      jasmine.objectContaining({ recordId: target?.recordId, recordRevision: 3, dateCreated: NOW }),
    );
  });

  it('updates the record that it names', () => {
    const before = fake.recordCount('DEMO');
    expect(run([{ formKey: 'VS', recordId: 1_000_002, data: { vspulse: 61 } }]).at(-1)).toBe('COMPLETED');
    expect(run([{ formKey: 'VS', recordOid: 'REC-1000002', data: { vssys: 111 } }]).at(-1)).toBe('COMPLETED');
    const record = Array.from(fake.records('DEMO'))[1];
    expect(record?.recordData).toEqual(jasmine.objectContaining({ vspulse: 61, vssys: 111 }));
    expect(fake.recordCount('DEMO')).toBe(before);
  });

  it('fills a visit that has no record of the form yet', () => {
    run([{ formKey: 'MH', subjectKey: '002-0001', intervalName: 'Screening', data: { mhterm: 'Gout' } }]);
    const record = Array.from(fake.records('DEMO')).at(-1);
    const visits = all<{ visitId: number; subjectKey: string; intervalId: number }>(fake, 'visits');
    const visit = visits.find(({ visitId }) => visitId === record?.visitId);
    expect<unknown>([visit?.subjectKey, visit?.intervalId]).toEqual(['002-0001', record?.intervalId]);
  });

  it('registers a subject, who can then be named', () => {
    const [site] = all<{ siteName: string; siteId: number }>(fake, 'sites');
    expect(run([{ formKey: 'REG', siteName: site?.siteName, data: { age: 50 } }]).at(-1)).toBe('COMPLETED');
    const subjects = all<Subject>(fake, 'subjects');
    const added = subjects.at(-1);
    expect(subjects.length).toBe(5);
    expect(new Set(subjects.map(({ subjectKey }) => subjectKey)).size).toBe(5);
    expect(added?.siteId).toBe(site?.siteId);
    for (const name of ['subjectKey', 'subjectId', 'subjectOid'] as const) {
      expect(run([{ formKey: 'AE', [name]: added?.[name], data: {} }]).at(-1)).toBe('COMPLETED');
      expect(Array.from(fake.records('DEMO')).at(-1)?.subjectId).toBe(added?.subjectId);
    }
  });

  const failing: readonly (readonly [what: string, item: object])[] = [
    ['form', { ...adverseEvent, formKey: 'NONE' }],
    ['subject key', { ...adverseEvent, subjectKey: '009-0001' }],
    ['subject number', { formKey: 'AE', subjectId: 1, data: {} }],
    ['subject OID', { formKey: 'AE', subjectOid: 'SUB-99', data: {} }],
    ['site', { formKey: 'REG', siteName: 'Nowhere', data: {} }],
    ["site for the subject's", { ...adverseEvent, siteId: 102 }],
    ['interval', { ...adverseEvent, intervalName: 'Day 999' }],
    ['record', { formKey: 'AE', recordId: 7, data: {} }],
  ];
  for (const [what, item] of failing) {
    it(`fails as a whole when an item names a wrong ${what}`, () => {
      const before = JSON.stringify(Array.from(fake.records('DEMO')));
      expect(run([adverseEvent, item])).toEqual(['CREATED', 'PROCESSING', 'FAILED']);
      expect(JSON.stringify(Array.from(fake.records('DEMO')))).toBe(before);
    });
  }

  for (const body of [undefined, null, {}, [], ['x'], [null], [[]], [adverseEvent, 3]]) {
    it(`is refused with the body ${JSON.stringify(body)}, and not counted`, () => {
      expect(post(fake, body).status).toBe(400);
      expect(fake.posts).toBe(0);
    });
  }

  it('is carried out once although nobody asks for its job', () => {
    const before = fake.recordCount('DEMO');
    post(fake, [adverseEvent]);
    fake.finishJobs('DEMO');
    fake.finishJobs('DEMO');
    expect(fake.recordCount('DEMO')).toBe(before + 1);
  });

  it('is counted once when accepted', () => {
    post(fake, [adverseEvent]);
    post(fake, [adverseEvent], 'OTHER');
    expect(fake.posts).toBe(1);
  });

  it("keeps a study's jobs from other studies", () => {
    const two = new FakeImednet({ studies: 2 });
    const { batchId } = post(two, [adverseEvent]).body as Job;
    expect(get(two, `/studies/DEMO-2/jobs/${batchId}`).status).toBe(404);
    expect(get(two, `/studies/DEMO/jobs/${batchId}`).status).toBe(200);
  });

  it('is seen by lists that were read before', () => {
    const query = { filter: 'formKey==AE', sort: 'recordId,DESC', size: '1' };
    const newest = (): number | undefined =>
      list<ImednetRecord>(fake, '/studies/DEMO/records', query).data[0]?.recordId;
    const before = newest();
    run([adverseEvent]);
    expect(newest()).toBeGreaterThan(before ?? Infinity);
  });
});
