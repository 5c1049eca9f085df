import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Extractor, ExtractorConfig } from '@microsoft/api-extractor';
import { distPackage, root } from './workspace.mjs';

const writtenDown = join(root, 'api');
const asBuilt = join(root, 'dist/api');
const workFolder = join(root, 'dist/api-work');
const SHOWN = 20;
const DECLARED = /\b(?:class|const|enum|function|interface|type) ([\w$]+)/;
const REMARK = /^ *\/\/ (@public\b|\(undocumented\)|\(No @packageDocumentation).*$/;

// Writes down what each entry point of the built package exports: names and signatures, no docs.
export async function writePublicApi() {
  await report();
  await rm(writtenDown, { recursive: true, force: true });
  await cp(asBuilt, writtenDown, { recursive: true });
}

// Compares it with what was written down: what users build upon must not change unnoticed.
export async function checkPublicApi() {
  await report();
  const names = new Set([...(await reportsIn(asBuilt)), ...(await reportsIn(writtenDown))]);
  const problems = [];
  for (const name of [...names].sort()) {
    const [before, after] = [await textOf(join(writtenDown, name)), await textOf(join(asBuilt, name))];
    if (before !== after) problems.push([`api/${name}`, ...changesOf(before, after)].join('\n  '));
  }
  if (problems.length === 0) return;
  throw new Error(
    `The public API differs from what api/ says. If it is meant to, run \`npm run api\` and commit api/.\n` +
      problems.join('\n'),
  );
}

async function report() {
  await rm(asBuilt, { recursive: true, force: true });
  await mkdir(asBuilt, { recursive: true });
  // Below node_modules, where the other entry points find it as any consumer does.
  const installed = join(workFolder, 'node_modules/imednet-rx');
  await rm(workFolder, { recursive: true, force: true });
  for (const part of ['package.json', 'types']) {
    await cp(join(distPackage, part), join(installed, part), { recursive: true });
  }
  for (const [path, types] of await entryPoints()) await extract(join('imednet-rx', path), types);
}

async function entryPoints() {
  const manifest = await readFile(join(distPackage, 'package.json'), 'utf8').catch(() => {
    throw new Error('There is no built package. Run `npm run build` first.');
  });
  const entries = Object.entries(JSON.parse(manifest).exports);
  return entries.flatMap(([path, { types }]) => (types ? [[path, types]] : []));
}

async function extract(name, types) {
  const reportFileName = name.replaceAll('/', '-');
  const entry = join(workFolder, `${reportFileName}.d.ts`);
  await cp(join(distPackage, types), entry);
  const config = ExtractorConfig.prepare({
    configObject: {
      projectFolder: workFolder,
      mainEntryPointFilePath: entry,
      compiler: { overrideTsconfig: { compilerOptions, files: [entry] } },
      apiReport: {
        enabled: true,
        includeForgottenExports: true,
        reportFileName,
        reportFolder: asBuilt,
        reportTempFolder: workFolder,
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      newlineKind: 'lf',
      messages,
    },
    packageJsonFullPath: join(root, 'package.json'),
  });
  const errors = [];
  Extractor.invoke(config, {
    localBuild: true,
    messageCallback: (message) => {
      if (message.logLevel === 'error') errors.push(message.text);
      message.handled = true;
    },
  });
  if (errors.length > 0) throw new Error(`${name}: ${errors.join('\n')}`);
  await tidy(join(asBuilt, `${reportFileName}.api.md`), name);
}

// A title of our own, and no remarks on what has no docs or release tag.
async function tidy(file, name) {
  const [, declarations] = (await readFile(file, 'utf8')).split('```ts\n');
  const lines = declarations.split('\n').filter((line) => !REMARK.test(line));
  const about = 'All that this entry point exports. Written by `npm run api`.';
  await writeFile(file, `# ${name}\n\n${about}\n\n\`\`\`ts\n${lines.join('\n').trim()}\n`);
}

const compilerOptions = {
  ...{ target: 'ES2022', module: 'preserve', moduleResolution: 'bundler', strict: true },
  ...{ lib: ['ES2022', 'DOM', 'DOM.Iterable', 'ESNext.Disposable'], types: [], skipLibCheck: true },
};

// Docs are no part of it, nor is what somebody else thinks of them.
const messages = {
  compilerMessageReporting: { default: { logLevel: 'error' } },
  extractorMessageReporting: { default: { logLevel: 'none' } },
  tsdocMessageReporting: { default: { logLevel: 'none' } },
};

async function reportsIn(folder) {
  return (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.api.md'));
}

async function textOf(file) {
  return (await readFile(file, 'utf8').catch(() => '')).replaceAll('\r\n', '\n');
}

function changesOf(before, after) {
  const [former, current] = [members(before), members(after)];
  const only = (lines, others) => [...lines].filter((line) => !others.has(line));
  const changes = [
    ...only(former, current).map((line) => `- ${line}`),
    ...only(current, former).map((line) => `+ ${line}`),
  ];
  const more = changes.length - SHOWN;
  return more > 0 ? [...changes.slice(0, SHOWN), `and ${more} more`] : changes;
}

// Each line with the declaration that it is part of, since many have the same.
function members(text) {
  let declaration = '';
  const lines = text.split('\n').map((line) => {
    if (/^\S/.test(line) && line !== '}') declaration = DECLARED.exec(line)?.[1] ?? '';
    return /^\s+\S/.test(line) ? `${declaration}: ${line.trim()}` : line;
  });
  return new Set(lines.filter((line) => line !== ''));
}
