import { routeTemplate } from './route-template';

const CANARY = 'JANE-CANARY-1980';

describe('routeTemplate', () => {
  const cases: readonly (readonly [string, string])[] = [
    ['/api/v1/edc/studies', '/api/v1/edc/studies'],
    ['/api/v1/edc/studies/DEMO/records', '/api/v1/edc/studies/{studyKey}/records'],
    ['/api/v1/edc/studies/DEMO/jobs/7f3', '/api/v1/edc/studies/{studyKey}/jobs/{batchId}'],
    ['/api/v1/edc/studies/DEMO/recordRevisions', '/api/v1/edc/studies/{studyKey}/recordRevisions'],
    ['/proxy/api/v1/edc/studies/DEMO', '/{segment}/api/v1/edc/studies/{studyKey}'],
    ['/api/v1/edc/studies/DEMO/', '/api/v1/edc/studies/{studyKey}/'],
    ['/', '/'],
    ['', ''],
    ['/api//v1', '/api//v1'],
    ['/Studies/DEMO', '/{segment}/{segment}'],
  ];
  for (const [path, template] of cases) {
    it(`reduces "${path}" to "${template}"`, () => {
      expect(routeTemplate(path)).toBe(template);
    });
  }

  for (const resource of [
    ...['sites', 'forms', 'intervals', 'visits', 'subjects', 'users'],
    ...['variables', 'codings', 'queries', 'recordRevisions', 'records', 'jobs'],
  ]) {
    it(`keeps ${resource}, which is the API's word`, () => {
      expect(routeTemplate(`/api/v1/edc/studies/DEMO/${resource}`)).toBe(
        `/api/v1/edc/studies/{studyKey}/${resource}`,
      );
    });
  }

  const hiding: readonly string[] = [
    `/${CANARY}`,
    `/api/v1/edc/studies/${CANARY}`,
    `/api/v1/edc/studies/${CANARY}/records`,
    `/api/v1/edc/studies/X/jobs/${CANARY}`,
    `/api/v1/edc/studies/X/subjects/${CANARY}`,
    `/api/v1/edc/studies/X/records/${CANARY}/y`,
    `/${CANARY}/api/v1/edc/studies`,
    `/api/v1/edc/records${CANARY}`,
    `/api/v1/edc/records;id=${CANARY}`,
    `/api/v1/edc/records%20${CANARY}`,
    CANARY,
  ];
  for (const path of hiding) {
    it(`leaks no value of "${path}"`, () => {
      expect(routeTemplate(path)).not.toContain('CANARY');
    });
  }

  for (const name of ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']) {
    it(`takes "${name}" for a value like any other`, () => {
      expect(routeTemplate(`/api/v1/edc/studies/${name}/records`)).toBe(
        '/api/v1/edc/studies/{studyKey}/records',
      );
      expect(routeTemplate(`/${name}/records`)).toBe('/{segment}/records');
    });
  }

  for (const key of ['studies', 'jobs', 'records', 'api']) {
    it(`finds the resource behind a study whose key is "${key}"`, () => {
      expect(routeTemplate(`/api/v1/edc/studies/${key}/records`)).toBe(
        '/api/v1/edc/studies/{studyKey}/records',
      );
    });
  }
});
