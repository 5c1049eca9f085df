import { SchematicsException, type Tree } from '@angular-devkit/schematics';
import { type ProjectDefinition, readWorkspace } from '@schematics/angular/utility';

/** An application of the workspace. */
export interface Application {
  readonly name: string;
  /** Folder of its sources, e.g. `src`. */
  readonly sourceRoot: string;
  readonly definition: ProjectDefinition;
}

/**
 * @param name - the only application by default
 * @throws SchematicsException when there is no such application, or more than one and no name
 */
export async function findApplication(tree: Tree, name?: string): Promise<Application> {
  const { projects } = await readWorkspace(tree);
  const names = [...projects]
    .filter(([, { extensions }]) => extensions['projectType'] === 'application')
    .map(([each]) => each);
  const chosen = name ?? (names.length === 1 ? names[0] : undefined);
  const definition = chosen === undefined ? undefined : projects.get(chosen);
  if (chosen === undefined || !definition || !names.includes(chosen)) {
    const known = names.length === 0 ? 'There is none.' : `There are: ${names.join(', ')}.`;
    throw new SchematicsException(`Name an application of the workspace with --project. ${known}`);
  }
  const sourceRoot = definition.sourceRoot ?? [definition.root, 'src'].filter(Boolean).join('/');
  return { name: chosen, sourceRoot, definition };
}
