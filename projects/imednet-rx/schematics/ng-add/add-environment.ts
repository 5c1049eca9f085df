import { apply, chain, mergeWith, noop, type Rule, type Tree, url } from '@angular-devkit/schematics';

const GITIGNORE = '.gitignore';
const EXAMPLE = '.env.example';

/** Adds a list of the variables to fill in, and keeps the file that they are filled in from being committed. */
export function addEnvironment(): Rule {
  return chain([
    (tree) => (tree.exists(EXAMPLE) ? noop() : mergeWith(apply(url('./files/workspace'), []))),
    ignoreEnv,
  ]);
}

function ignoreEnv(tree: Tree): void {
  const text = tree.exists(GITIGNORE) ? tree.readText(GITIGNORE) : '';
  if (/^[/]?[.]env[*]?\s*$/m.test(text)) return;
  const added = '# Keys of the iMednet API\n.env\n';
  if (!tree.exists(GITIGNORE)) tree.create(GITIGNORE, added);
  else tree.overwrite(GITIGNORE, `${text}${text.endsWith('\n') ? '\n' : '\n\n'}${added}`);
}
