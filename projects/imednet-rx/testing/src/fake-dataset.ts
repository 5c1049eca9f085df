import type { User } from 'imednet-rx';
import type { FakeSettings } from './fake-options';
import { FakeStudy } from './fake-study';
import { generateStudy } from './generators/definitions';
import { FORMS } from './generators/form-templates';
import { Random } from './random';
import { LazyCollection } from './lazy-collection';
import type { ListResource } from './list-resource';
import type { Route } from './routes';

/** All studies, and which of their lists a route reads. */
export class FakeDataset {
  readonly #studies: readonly FakeStudy[];
  readonly #studyRows;
  readonly #dataAttributes: ReadonlyMap<string, unknown>;

  constructor(settings: FakeSettings) {
    const studies = Array.from({ length: settings.studies }, (_, index) => new FakeStudy(settings, index));
    this.#studies = studies;
    this.#studyRows = new LazyCollection(
      settings.studies,
      (index) => {
        const study = studies[index];
        if (!study) throw new RangeError(`no study at ${index}`);
        return generateStudy(study.plan);
      },
      'studyId',
    );
    this.#dataAttributes = exampleAnswers(studies);
  }

  /** Grows with each change of any row. */
  get version(): number {
    return this.#studies.reduce((sum, study) => sum + study.version, 0);
  }

  get studies(): readonly FakeStudy[] {
    return this.#studies;
  }

  find(studyKey: string): FakeStudy | undefined {
    return this.#studies.find((study) => study.plan.studyKey === studyKey);
  }

  need(studyKey: string): FakeStudy {
    const study = this.find(studyKey);
    if (!study) throw new RangeError(`no study ${studyKey}`);
    return study;
  }

  /** The list behind a route, with a name under which its selections can be remembered. */
  resource(route: Exclude<Route, { kind: 'job' }>): {
    readonly resource: ListResource;
    readonly name: string;
  } {
    if (route.kind === 'studies') {
      return { name: 'studies', resource: { rows: this.#studyRows, defaultSort: 'studyKey' } };
    }
    const rows = this.need(route.studyKey)[route.list] as LazyCollection<object>;
    const resource: ListResource = { rows, defaultSort: rows.orderedBy };
    const name = `${route.studyKey}/${route.list}`;
    if (route.list === 'users') return { name, resource: { ...resource, alwaysTest: activeUsers } };
    if (route.list === 'records')
      return { name, resource: { ...resource, dataAttributes: this.#dataAttributes } };
    return { name, resource };
  }
}

function activeUsers(query: URLSearchParams): ((row: object) => boolean) | undefined {
  if (query.get('includeInactive') === 'true') return undefined;
  return (row) => (row as User).userActiveInStudy;
}

function exampleAnswers([study]: readonly FakeStudy[]): ReadonlyMap<string, unknown> {
  if (!study) return new Map();
  const context = { random: new Random(0), words: study.plan.words, visitedAt: 0 };
  return new Map(
    FORMS.flatMap(({ variables }) =>
      variables.map((variable): [string, unknown] => [variable.name, variable.answer(context)]),
    ),
  );
}
