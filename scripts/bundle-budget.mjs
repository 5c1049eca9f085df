import { join } from 'node:path';
import { buildAngularApp } from './lib/build-angular-app.mjs';
import { root } from './lib/workspace.mjs';

// What the library may add to an application that provides it and reads one list, compressed.
const BUDGET = 45_000;

const app = (name) => buildAngularApp(join(root, 'scripts/bundle-apps', `${name}.ts`));

try {
  const empty = await app('empty');
  const list = await app('list');
  const added = list.gzip - empty.gzip;
  console.log(`an empty application:  ${kB(empty.gzip)} gzip`);
  console.log(`with one list:         ${kB(list.gzip)} gzip`);
  console.log(`the library adds:      ${kB(added)} gzip of ${kB(BUDGET)}; before compression:`);
  for (const [name, bytes] of list.weights.slice(0, 8)) console.log(`  ${kB(bytes).padStart(9)}  ${name}`);

  const problems = [
    ...list.warnings,
    ...copiesOf('rxjs', list.inputs),
    ...copiesOf('axios', list.inputs),
    ...(added > BUDGET ? [`the library adds ${kB(added)}, ${kB(added - BUDGET)} above its budget`] : []),
  ];
  if (problems.length > 0) throw new Error(problems.join('\n'));
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}

// One folder, and one of the forms that a package is published in.
function copiesOf(name, inputs) {
  const files = Object.entries(inputs).filter(([file]) => file.includes(`node_modules/${name}/`));
  const folders = new Set(files.map(([file]) => file.slice(0, file.lastIndexOf(`node_modules/${name}/`))));
  const commonJs = files.filter(([, { format }]) => format === 'cjs').map(([file]) => file);
  return [
    ...(folders.size === 1 ? [] : [`${folders.size} copies of ${name} instead of one`]),
    ...commonJs.map((file) => `${file} is CommonJS`),
  ];
}

function kB(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}
