import { CircuitOpenError, type Page, type PageCursor } from 'imednet-rx';
import { map, NEVER } from 'rxjs';
import { TestScheduler } from 'rxjs/testing';
import { type Again, type Paging, resumableList } from './resumable-list';

const cursorBehind = (page: number): PageCursor => ({
  version: 2,
  strategy: 'offset',
  query: '',
  page: page + 1,
  items: page + 1,
});
const pages = Object.fromEntries(
  [0, 1, 2].map((page): [string, Page<number>] => [
    String(page),
    {
      items: [page],
      page,
      size: 1,
      totalPages: 3,
      totalElements: 3,
      cursor: page === 2 ? null : cursorBehind(page),
    },
  ]),
);
/** s started, r resumed, 0 to 2 a page, c completed, f failed */
const letter = (event: { readonly type: string; readonly page?: Page<number> }): string =>
  event.page ? String(event.page.page) : (event.type[0] ?? '');

describe('a list that can be gone on with', () => {
  interface Story {
    readonly told: string;
    /** What each run through the list answers, and where it is asked to begin. */
    readonly runs: readonly (readonly [string, number | undefined])[];
    readonly error?: unknown;
    readonly expected: string;
    readonly subscribed?: readonly string[];
  }

  const stories: Readonly<Record<string, Story>> = {
    'is read once, to its end': { told: '-', runs: [['-0-1-2|', undefined]], expected: 's0-1-2c' },
    'goes on behind the last page of a failed run': {
      told: '------r',
      runs: [
        ['-0-1#', undefined],
        ['-2|', 2],
      ],
      expected: 's0-1f-r2c',
    },
    'begins at the first page where none came': {
      told: '---r',
      runs: [
        ['-#', undefined],
        ['-0|', undefined],
      ],
      expected: 'sf-s0c',
    },
    'begins afresh when told to, and gives up the run under way': {
      told: '--s',
      runs: [
        ['-0-1-2|', undefined],
        ['-0|', undefined],
      ],
      expected: 's0-s0c',
      subscribed: ['^-!', '--^-!'],
    },
    'does not resume while it is read, nor behind its end': {
      told: '-r---r',
      runs: [['-0-|', undefined]],
      expected: 's0-c',
    },
    'tries again by itself when the client may ask again, without a word before a page comes': {
      told: '-',
      runs: [
        ['-0#', undefined],
        ['-1-2|', 1],
      ],
      error: new CircuitOpenError({ method: 'GET', route: '/' }, 'host', 5000),
      expected: 's0f1-2c',
    },
    'tries again by itself over and over, and begins at the first page where none came': {
      told: '-',
      runs: [
        ['-#', undefined],
        ['-#', undefined],
        ['-0|', undefined],
      ],
      error: new CircuitOpenError({ method: 'GET', route: '/' }, 'host', 5000),
      expected: 'sff0c',
    },
    'can fail twice': {
      told: '---r---r',
      runs: [
        ['-0#', undefined],
        ['-1#', 1],
        ['-2|', 2],
      ],
      expected: 's0fr1f-r2c',
    },
  };

  for (const [story, { told, runs, error, expected, subscribed }] of Object.entries(stories)) {
    it(story, () => {
      const scheduler = new TestScheduler((actual, wanted) => {
        expect(actual).toEqual(wanted);
      });
      scheduler.run(({ cold, hot, flush, expectSubscriptions }) => {
        const asked: Paging[] = [];
        const answers = runs.map(([marbles]) => cold(marbles, pages, error));
        const again$ = hot<Again>(told, { r: 'resume', s: 'start' });
        const seen: string[] = [];
        resumableList<number>((paging) => {
          const answer = answers[asked.push(paging) - 1];
          if (!answer) throw new Error('asked once more');
          return answer;
        }, again$)
          .pipe(map(letter))
          .subscribe((event) => seen.push(event));
        flush();
        expect(seen.join('')).toBe(expected.replaceAll('-', ''));
        expect(asked.map(({ resumeFrom }) => resumeFrom?.page)).toEqual(runs.map(([, from]) => from));
        subscribed?.forEach((marbles, index) => {
          const answer = answers[index];
          if (answer) expectSubscriptions(answer.subscriptions).toBe(marbles);
        });
      });
    });
  }

  it('tells of what the reading itself throws', () => {
    const seen: string[] = [];
    const read = (): never => {
      throw new Error('bad options');
    };
    resumableList<number>(read, NEVER).subscribe((event) => seen.push(event.type));
    expect(seen).toEqual(['started', 'failed']);
  });
});
