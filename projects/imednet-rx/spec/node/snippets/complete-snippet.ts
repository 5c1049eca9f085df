import ts from 'typescript';
import { declaredNames, exportedNames } from './importable-names';

/**
 * Makes a module of a snippet: what it uses and does not declare is imported, in its first line, so that lines keep
 * their numbers, and what it declares is exported to those behind it.
 *
 * @param importable - names, and the modules that have them
 */
export function completeSnippet(
  code: string,
  importable: ReadonlyMap<string, string>,
): { readonly text: string; readonly declared: ReadonlySet<string> } {
  const source = ts.createSourceFile('snippet.ts', code, ts.ScriptTarget.ESNext);
  const declared = new Set(source.statements.flatMap(declaredNames));
  const wanted = [...usedNames(source)].filter((name) => !declared.has(name) && importable.has(name));
  const imports = wanted.map((name) => `import { ${name} } from '${importable.get(name) ?? ''}'; `);
  const isExported = new Set(exportedNames(source));
  const exports = [...declared].filter((name) => !isExported.has(name));
  return { text: `${imports.join('')}${code}\nexport { ${exports.join(', ')} };\n`, declared };
}

function usedNames(source: ts.SourceFile): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node)) names.add(node.text);
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(source, visit);
  return names;
}
