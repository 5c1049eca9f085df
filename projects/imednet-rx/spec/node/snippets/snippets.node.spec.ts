import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileSnippets } from './compile-snippets';
import { documents } from './documents';
import { findSnippets, type Snippet } from './find-snippets';

const WORKSPACE = join(import.meta.dirname, '../../../../..');

/** Compiled together with the documentation: what is wrong is told, with its line, and nothing else. */
const SAMPLES: readonly (readonly [lines: readonly string[], problems: readonly RegExp[]])[] = [
  [['imednet.records.list().subscribe((record) => console.log(record.recordId));'], []],
  [["import { ImednetClient } from 'imednet-rx';", 'using own = new ImednetClient();', 'own.close();'], []],
  [
    ['const [first = 0] = [1];', '', 'imednet.records.lists(first);'],
    [/:12 Property 'lists' does not exist/],
  ],
  [['imednet.sites.list({ filter: { sideId: 1 } });'], [/:10 .*'sideId' does not exist/]],
  [["import { ImednetClint } from 'imednet-rx';"], [/:10 .*has no exported member.*'ImednetClint'/]],
  [
    ['const a = ;', 'nobody();'],
    [/:10 Expression expected/, /:11 Cannot find name 'nobody'/],
  ],
];

describe('the documentation', () => {
  const snippets = documents(WORKSPACE).flatMap((file) =>
    findSnippets(file, readFileSync(join(WORKSPACE, file), 'utf8')),
  );
  const samples = SAMPLES.map(([lines], index): Snippet => ({
    file: `sample-${index}.md`,
    line: 10,
    code: lines.join('\n'),
  }));
  let problems: readonly string[];

  beforeAll(() => {
    problems = compileSnippets([...samples, ...snippets]);
  });

  it('has no code that does not compile, on pages and in examples of sources', () => {
    const of = (start: string): number => snippets.filter(({ file }) => file.startsWith(start)).length;
    expect([of('README.md'), of('docs/'), of('projects/')].every((count) => count > 10)).toBeTrue();
    expect(problems.filter((problem) => !problem.startsWith('sample-'))).toEqual([]);
  });

  SAMPLES.forEach(([lines, expected], index) => {
    it(`would be told of ${expected.length} problems in ${lines.join(' ')}`, () => {
      const told = problems.filter((problem) => problem.startsWith(`sample-${index}.md`));
      expect(told.length).toBe(expected.length);
      expected.forEach((problem, nth) => expect(told[nth]).toMatch(problem));
    });
  });
});

describe('snippets', () => {
  const found = (file: string, ...lines: readonly string[]): (readonly [number, string])[] =>
    findSnippets(file, lines.join('\n')).map(({ line, code }) => [line, code]);

  it('are the TypeScript blocks of a page, also indented ones', () => {
    const page = [
      '# T',
      '```ts',
      'a();',
      '```',
      '```sh',
      'b',
      '```',
      '- c',
      '',
      '  ```ts',
      '  if (d)',
      '    e();',
      '  ```',
    ];
    expect(found('x.md', ...page)).toEqual([
      [3, 'a();\n'],
      [11, 'if (d)\n  e();\n'],
    ]);
  });

  it('are the examples in the comments of a source', () => {
    const source = [
      '/**',
      ' * ```ts',
      ' * a();',
      ' *',
      ' *   b();',
      ' * ```',
      ' */',
      'const c = `',
      '```ts',
      'd',
      '```',
      '`;',
    ];
    expect(found('x.ts', ...source)).toEqual([[3, 'a();\n\n  b();\n']]);
    expect(found('x.ts', ...source.slice(0, 7).map((line) => `  ${line}`))).toEqual([
      [3, 'a();\n\n  b();\n'],
    ]);
  });
});
