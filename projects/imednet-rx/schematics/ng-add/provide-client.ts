import { noop, type Rule, type Tree } from '@angular-devkit/schematics';
import { addRootProvider } from '@schematics/angular/utility';
import type { Application } from './find-application';

/** Adds `provideImednet` to the application's providers, unless it is called somewhere. */
export function provideClient({ name, sourceRoot }: Application): Rule {
  return (tree) =>
    callsProvideImednet(tree, sourceRoot)
      ? noop()
      : addRootProvider(name, ({ code, external }) => {
          const auth = external('SameOriginAuth', 'imednet-rx');
          return code`${external('provideImednet', 'imednet-rx/angular')}({ auth: new ${auth}() })`;
        });
}

function callsProvideImednet(tree: Tree, sourceRoot: string): boolean {
  let found = false;
  tree.getDir(sourceRoot).visit((path, entry) => {
    if (!/(?<![.]spec|[.]d)[.]ts$/.test(path)) return;
    found ||= /\bprovideImednet\s*\(/.test(entry?.content.toString() ?? '');
  });
  return found;
}
