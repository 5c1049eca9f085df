import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as rxjs from 'rxjs';
import ts from 'typescript';

const LIBRARY = join(import.meta.dirname, '../../..');

/** Where a snippet's reader finds the names that it uses without importing them, the nearest first. */
export function importableNames(): ReadonlyMap<string, string> {
  const modules: readonly (readonly [string, readonly string[]])[] = [
    ['./placeholders', exportsOf('spec/node/snippets/placeholders.ts')],
    ['imednet-rx', exportsOf('src/public-api.ts')],
    ...['angular', 'logging', 'node', 'testing'].map(
      (name) => [`imednet-rx/${name}`, exportsOf(`${name}/src/public-api.ts`)] as const,
    ),
    ['../../../../simulator/src/start-simulator', ['startSimulator']],
    ['rxjs', Object.keys(rxjs)],
    ['@angular/core', ['Component', 'inject', 'signal', 'computed', 'effect', 'input', 'REQUEST']],
    ['@angular/common', ['AsyncPipe', 'DatePipe']],
    ['@angular/common/http', ['HttpClient', 'provideHttpClient', 'withFetch', 'withXsrfConfiguration']],
    ['@angular/core/rxjs-interop', ['toSignal', 'rxResource']],
    ['@angular/core/testing', ['TestBed']],
    ['@angular/platform-browser', ['bootstrapApplication']],
    ['@opentelemetry/api', ['context', 'trace']],
  ];
  const names = new Map<string, string>();
  for (const [module, exported] of [...modules].reverse()) {
    for (const name of exported) names.set(name, module);
  }
  return names;
}

/** The names that a module exports, as they are written. */
export function exportedNames(source: ts.SourceFile): string[] {
  return source.statements.flatMap((statement) => {
    if (ts.isExportDeclaration(statement)) {
      const { exportClause } = statement;
      return exportClause && ts.isNamedExports(exportClause)
        ? exportClause.elements.map(({ name }) => name.text)
        : [];
    }
    const isExported =
      ts.canHaveModifiers(statement) &&
      ts.getModifiers(statement)?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword) === true;
    return isExported ? declaredNames(statement) : [];
  });
}

/** The names that a statement declares in its scope. */
export function declaredNames(statement: ts.Statement): string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.flatMap(({ name }) => boundNames(name));
  }
  if (ts.isImportDeclaration(statement)) {
    const { name, namedBindings } = statement.importClause ?? {};
    const bound = !namedBindings
      ? []
      : ts.isNamespaceImport(namedBindings)
        ? [namedBindings.name]
        : namedBindings.elements.map((element) => element.name);
    return [...(name ? [name] : []), ...bound].map(({ text }) => text);
  }
  const { name } = statement as { readonly name?: ts.Node };
  return name && ts.isIdentifier(name) ? [name.text] : [];
}

function boundNames(name: ts.BindingName): string[] {
  if (ts.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    ts.isOmittedExpression(element) ? [] : boundNames(element.name),
  );
}

function exportsOf(file: string): string[] {
  const path = join(LIBRARY, file);
  return exportedNames(ts.createSourceFile(path, readFileSync(path, 'utf8'), ts.ScriptTarget.ESNext));
}
