import { readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import ts from 'typescript';
import { completeSnippet } from './complete-snippet';
import type { Snippet } from './find-snippets';
import { exportedNames, importableNames } from './importable-names';
import { UNINSTALLED } from './uninstalled';

const WORKSPACE = join(import.meta.dirname, '../../../../..');

/**
 * Checks the types of snippets against the library's sources, all of them with one program.
 *
 * @returns what is wrong, each with the file and the line where it is written
 */
export function compileSnippets(snippets: readonly Snippet[]): string[] {
  const modules = modulesOf(snippets);
  const uninstalled = join(import.meta.dirname, 'uninstalled.d.ts');
  const options = compilerOptions();
  const host = ts.createCompilerHost(options);
  const stored = { ...host };
  const textOf = (path: string): string | undefined =>
    path === uninstalled ? UNINSTALLED : modules.get(path)?.text;
  host.fileExists = (path) => textOf(path) !== undefined || stored.fileExists(path);
  host.readFile = (path) => textOf(path) ?? stored.readFile(path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = textOf(path);
    return text === undefined
      ? stored.getSourceFile(path, target, ...rest)
      : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram([uninstalled, ...modules.keys()], options, host);
  return [...modules].flatMap(([path, { snippet }]) => {
    const source = program.getSourceFile(path);
    const problems = source
      ? [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      : [];
    return problems.map(({ start = 0, messageText }) => {
      const line = snippet.line + (source?.getLineAndCharacterOfPosition(start).line ?? 0);
      return `${snippet.file}:${line} ${ts.flattenDiagnosticMessageText(messageText, ' ')}`;
    });
  });
}

/** Each snippet as a module, in which what those before it in the same file declared is known. */
function modulesOf(
  snippets: readonly Snippet[],
): ReadonlyMap<string, { readonly snippet: Snippet; readonly text: string }> {
  const importable = importableNames();
  const known = new Map<string, Map<string, string>>();
  return new Map(
    snippets.map((snippet, index) => {
      const { file, code } = snippet;
      const names = known.get(file) ?? new Map(withOwnNames(snippet, importable));
      const { text, declared } = completeSnippet(code, names);
      for (const name of declared) names.set(name, `./snippet-${index}`);
      known.set(file, names);
      return [join(import.meta.dirname, `snippet-${index}.ts`), { snippet, text }] as const;
    }),
  );
}

/** An example beside an inner function may use that without importing it. */
function withOwnNames(
  { file }: Snippet,
  importable: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  if (!file.endsWith('.ts')) return importable;
  const path = join(WORKSPACE, file);
  const source = ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext);
  const module = relative(import.meta.dirname, path).replace(/[.]ts$/, '');
  const own = exportedNames(source).filter((name) => !importable.has(name));
  return new Map([...importable, ...own.map((name) => [name, module] as const)]);
}

/** As the workspace's own, except that snippets need not say which imports are types. */
function compilerOptions(): ts.CompilerOptions {
  const file = join(WORKSPACE, 'tsconfig.sources.json');
  const read = (path: string): string | undefined => ts.sys.readFile(path);
  const { config } = ts.readConfigFile(file, read) as { config: unknown };
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, WORKSPACE);
  return {
    ...options,
    types: ['node'],
    verbatimModuleSyntax: false,
    isolatedModules: false,
    experimentalDecorators: true,
    noPropertyAccessFromIndexSignature: false,
  };
}
