import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { initialJavascript } from './initial-javascript.mjs';
import { run } from './run.mjs';
import { binOf, distPackage, root } from './workspace.mjs';

// Builds an application of one source file for production, against the built package, and tells what came
// of it: the compressed size of what a page loads at first, in bytes; what the compiler warned of; the files
// that are in it; and how much each package weighs of what a page loads at first, before compression.
export async function buildAngularApp(source) {
  // Below the workspace, so that the compiler finds Angular.
  const cache = join(root, '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'app-'));
  try {
    await writeWorkspace(folder, source);
    const { warnings } = parse(await build(folder));
    const { inputs, outputs } = JSON.parse(await readFile(join(folder, 'out/stats.json'), 'utf8'));
    return {
      gzip: await initialJavascript(join(folder, 'out/browser')),
      warnings,
      inputs,
      weights: weightsOf(outputs),
    };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

// `ng` itself wants a workspace of its own above the folder, which it has here.
async function build(folder) {
  const ng = await binOf('@angular/cli', 'ng');
  const options = { cwd: folder, capture: true, env: { NG_BUILD_LOGS_JSON: '1', NG_CLI_ANALYTICS: 'false' } };
  return run(process.execPath, [ng, 'build', 'app'], options).catch((error) => {
    throw new Error(`ng build failed\n${error.output ?? error.message}`);
  });
}

async function writeWorkspace(folder, source) {
  await mkdir(join(folder, 'src'));
  await copyFile(source, join(folder, 'src/main.ts'));
  await writeFile(
    join(folder, 'src/index.html'),
    '<!doctype html><html><head></head><body><app-root></app-root></body></html>',
  );
  await writeFile(join(folder, 'angular.json'), JSON.stringify(workspace));
  await writeFile(join(folder, 'tsconfig.json'), JSON.stringify(await compilerOptions()));
  await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
}

const workspace = {
  version: 1,
  projects: {
    app: {
      projectType: 'application',
      root: '',
      architect: {
        build: {
          builder: '@angular/build:application',
          options: {
            browser: 'src/main.ts',
            index: 'src/index.html',
            tsConfig: 'tsconfig.json',
            outputPath: 'out',
            statsJson: true,
          },
        },
      },
    },
  },
};

async function compilerOptions() {
  const paths = { 'imednet-rx': [distPackage], 'imednet-rx/*': [`${distPackage}/*`] };
  return {
    extends: join(root, 'tsconfig.json'),
    compilerOptions: { paths, outDir: 'out/ts' },
    files: ['src/main.ts'],
    references: [],
  };
}

function parse(output) {
  const json = /^\{$[\s\S]*^\}$/m.exec(output)?.[0];
  if (!json) throw new Error(`ng build printed no JSON result:\n${output}`);
  return JSON.parse(json);
}

// Bytes by package, before compression.
function weightsOf(outputs) {
  const weights = new Map();
  for (const name of initialOutputs(outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(outputs[name].inputs)) {
      const name = packageOf(file);
      weights.set(name, (weights.get(name) ?? 0) + bytesInOutput);
    }
  }
  return [...weights].sort(([, a], [, b]) => b - a);
}

// The entry and what it imports, and so on, but for what it loads on demand.
function initialOutputs(outputs) {
  const initial = new Set(Object.keys(outputs).filter((name) => outputs[name].entryPoint === 'src/main.ts'));
  for (const name of initial) {
    const imported = outputs[name].imports.filter(({ kind }) => kind === 'import-statement');
    for (const { path } of imported) if (outputs[path]) initial.add(path);
  }
  return initial;
}

function packageOf(file) {
  const installed = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules\/)/.exec(file)?.[1];
  return installed ?? (file.includes('dist/imednet-rx/') ? 'imednet-rx' : dirname(file));
}
