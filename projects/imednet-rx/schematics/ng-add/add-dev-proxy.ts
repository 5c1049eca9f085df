import {
  apply,
  chain,
  contentTemplate,
  mergeWith,
  move,
  noop,
  type Rule,
  type Tree,
  url,
} from '@angular-devkit/schematics';
import { updateWorkspace } from '@schematics/angular/utility';
import { relativePathToWorkspaceRoot } from '@schematics/angular/utility/paths';
import type { Application } from './find-application';

/** Lets the development server add the keys; what is there already is left as it is. */
export function addDevProxy({ name, sourceRoot, definition }: Application): Rule {
  const path = `${sourceRoot}/proxy.conf.mjs`;
  return (tree, { logger }) => {
    const serve = definition.targets.get('serve');
    const settings = [serve?.options, ...Object.values(serve?.configurations ?? {})];
    const given = settings.map((options) => options?.['proxyConfig']).filter((proxy) => proxy !== undefined);
    const problem = !serve
      ? `${name} has no target "serve"`
      : given.some((proxy) => proxy !== path)
        ? `the development server of ${name} has a proxy already`
        : tree.exists(path) && !addsKeys(tree, path)
          ? `${path} is there already`
          : undefined;
    if (problem !== undefined) {
      logger.warn(
        `No development proxy was set up: ${problem}. Let it add the headers x-api-key and x-imn-security-key to ` +
          'requests for /api/v1/edc, from the environment.',
      );
      return noop();
    }
    return chain([
      tree.exists(path)
        ? noop()
        : mergeWith(apply(url('./files/application'), [withPathTo(sourceRoot), move(sourceRoot)])),
      updateWorkspace(({ projects }) => {
        const target = projects.get(name)?.targets.get('serve');
        if (target) target.options = { ...target.options, proxyConfig: path };
      }),
    ]);
  };
}

/** Lets the file find `.env`, from wherever the server is started. */
function withPathTo(sourceRoot: string): Rule {
  return contentTemplate({ root: relativePathToWorkspaceRoot(sourceRoot) });
}

function addsKeys(tree: Tree, path: string): boolean {
  return tree.readText(path).includes('IMEDNET_API_KEY');
}
