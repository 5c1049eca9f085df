import { noop, type Rule, type Tree } from '@angular-devkit/schematics';
import { addRootProvider } from '@schematics/angular/utility';
import * as ts from 'typescript';
import type { Application } from './find-application';

const NAME = 'provideImednet';

/** Adds `provideImednet` to the application's providers, unless it is called somewhere. */
export function provideClient({ name, sourceRoot }: Application): Rule {
  return (tree) =>
    callsProvideImednet(tree, sourceRoot)
      ? noop()
      : addRootProvider(name, ({ code, external }) => {
          const auth = external('SameOriginAuth', 'imednet-rx');
          return code`${external(NAME, 'imednet-rx/angular')}({ auth: new ${auth}() })`;
        });
}

function callsProvideImednet(tree: Tree, sourceRoot: string): boolean {
  let found = false;
  tree.getDir(sourceRoot).visit((path, entry) => {
    if (found || !/(?<![.]spec|[.]d)[.]ts$/.test(path)) return;
    const text = entry?.content.toString() ?? '';
    found = text.includes(NAME) && callsIt(ts.createSourceFile(path, text, ts.ScriptTarget.Latest));
  });
  return found;
}

/** Whether it is called in code, rather than named in a comment. */
function callsIt(node: ts.Node): boolean {
  return (ts.isCallExpression(node) && isIt(node.expression)) || (ts.forEachChild(node, callsIt) ?? false);
}

function isIt(callee: ts.Expression): boolean {
  const name = ts.isPropertyAccessExpression(callee) ? callee.name : callee;
  return ts.isIdentifier(name) && name.text === NAME;
}
