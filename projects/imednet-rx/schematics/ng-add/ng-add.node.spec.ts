import { join } from 'node:path';
import { SchematicTestRunner, type UnitTestTree } from '@angular-devkit/schematics/testing';
import type { NgAddOptions } from './ng-add-options';

const CANARY = 'canary-key-77de';
const APPLICATION = { name: 'app', skipInstall: true, skipTests: true, style: 'css', routing: false };

interface Target {
  readonly options?: { readonly proxyConfig?: string };
}

describe('ng add imednet-rx', () => {
  let runner: SchematicTestRunner;
  let messages: string[];

  beforeEach(() => {
    runner = new SchematicTestRunner('imednet-rx', join(import.meta.dirname, '../collection.json'));
    messages = [];
    runner.logger.subscribe(({ level, message }) => messages.push(`${level}: ${message}`));
  });

  const workspaceWith = async (...applications: readonly object[]): Promise<UnitTestTree> => {
    let tree = await runner.runExternalSchematic('@schematics/angular', 'workspace', {
      ...{ name: 'workspace', version: '21.0.0', newProjectRoot: 'projects' },
    });
    for (const application of applications) {
      const options = { ...APPLICATION, ...application };
      tree = await runner.runExternalSchematic('@schematics/angular', 'application', options, tree);
    }
    return tree;
  };
  const add = (tree: UnitTestTree, options: NgAddOptions = {}): Promise<UnitTestTree> =>
    runner.runSchematic('ng-add', options, tree);
  const contentsOf = (tree: UnitTestTree): Record<string, string> =>
    Object.fromEntries(tree.files.map((path) => [path, tree.readContent(path)]));
  const serveOf = (tree: UnitTestTree, name = 'app'): Target => {
    const { projects } = tree.readJson('/angular.json') as unknown as {
      projects: Record<string, { architect: Record<string, Target> }>;
    };
    return projects[name]?.architect['serve'] ?? {};
  };
  const edit = (tree: UnitTestTree, path: string, change: (text: string) => string): void => {
    tree.overwrite(path, change(tree.readContent(path)));
  };

  const places: readonly (readonly [string, object, string, string])[] = [
    ['at the root of the workspace', { projectRoot: '' }, 'src', '/src/app/app.config.ts'],
    ['in a folder of its own', {}, 'projects/app/src', '/projects/app/src/app/app.config.ts'],
    ['of modules', { standalone: false }, 'projects/app/src', '/projects/app/src/app/app-module.ts'],
  ];
  for (const [story, application, sourceRoot, config] of places) {
    it(`sets up an application ${story}`, async () => {
      const tree = await add(await workspaceWith(application));
      const text = tree.readContent(config);
      expect(text).toContain("import { provideImednet } from 'imednet-rx/angular';");
      expect(text).toContain("import { SameOriginAuth } from 'imednet-rx';");
      expect(text).toMatch(/providers: \[[^\]]*provideImednet\(\{ auth: new SameOriginAuth\(\) \}\)/);
      expect(serveOf(tree).options?.proxyConfig).toBe(`${sourceRoot}/proxy.conf.mjs`);
      expect(tree.exists(`${sourceRoot}/proxy.conf.mjs`)).toBeTrue();
      expect(tree.readContent('.env.example')).toMatch(/^IMEDNET_API_KEY=$/m);
      expect(tree.readContent('.gitignore')).toMatch(/^\.env$/m);
      expect(messages.join()).toMatch(/^info: .*\.env\.example/);
    });

    it(`finds .env at the root of the workspace for an application ${story}`, async () => {
      const tree = await add(await workspaceWith(application));
      const [, path] =
        /loadEnvFile\(new URL\('([^']+)'/.exec(tree.readContent(`${sourceRoot}/proxy.conf.mjs`)) ?? [];
      expect(new URL(path ?? '', `file:///workspace/${sourceRoot}/`).pathname).toBe('/workspace/.env');
    });

    it(`changes nothing of an application ${story} the second time`, async () => {
      const once = await add(await workspaceWith(application));
      const before = contentsOf(once);
      expect(contentsOf(await add(once))).toEqual(before);
    });
  }

  for (const name of ['apiKey', 'securityKey'] as const) {
    it(`refuses ${name}, says why, and writes nothing`, async () => {
      const tree = await workspaceWith({});
      const before = contentsOf(tree);
      await expectAsync(add(tree, { [name]: CANARY })).toBeRejectedWithError(
        /can be read by whoever opens it/,
      );
      expect(contentsOf(tree)).toEqual(before);
      expect(messages.join()).not.toContain(CANARY);
    });
  }

  it('takes the application that is named', async () => {
    const tree = await add(await workspaceWith({}, { name: 'other' }), { project: 'other' });
    expect(serveOf(tree, 'other').options?.proxyConfig).toBe('projects/other/src/proxy.conf.mjs');
    expect(serveOf(tree, 'app').options?.proxyConfig).toBeUndefined();
    expect(tree.exists('/projects/app/src/proxy.conf.mjs')).toBeFalse();
  });

  it('asks for a name where it can not know', async () => {
    await expectAsync(add(await workspaceWith())).toBeRejectedWithError(/--project.*There is none/);
    const two = await workspaceWith({}, { name: 'other' });
    await expectAsync(add(two)).toBeRejectedWithError(/--project.*app, other/);
    await expectAsync(add(two, { project: 'nobody' })).toBeRejectedWithError(/--project.*app, other/);
  });

  it('takes no library for an application', async () => {
    const tree = await runner.runExternalSchematic(
      ...([
        '@schematics/angular',
        'library',
        { name: 'lib', skipInstall: true },
        await workspaceWith({}),
      ] as const),
    );
    await expectAsync(add(tree, { project: 'lib' })).toBeRejectedWithError(/There are: app\./);
    expect(serveOf(await add(tree)).options?.proxyConfig).toBeDefined();
  });

  it('leaves a call of provideImednet alone, wherever it stands', async () => {
    const tree = await workspaceWith({});
    tree.create('/projects/app/src/app/api.ts', 'export const api = () => provideImednet(ownSettings);');
    const before = tree.readContent('/projects/app/src/app/app.config.ts');
    const after = await add(tree);
    expect(after.readContent('/projects/app/src/app/app.config.ts')).toBe(before);
    expect(serveOf(after).options?.proxyConfig).toBeDefined();
  });

  for (const comment of [
    '// provideImednet({})',
    '/* provideImednet({}) */',
    '/*\n * provideImednet({})\n */',
  ]) {
    it(`does not take a mention in a comment for a call: ${JSON.stringify(comment)}`, async () => {
      const tree = await workspaceWith({});
      tree.create('/projects/app/src/app/api.ts', `const url = 'https://edc.test'; ${comment}\n`);
      const config = (await add(tree)).readContent('/projects/app/src/app/app.config.ts');
      expect(config).toContain('provideImednet(');
    });
  }

  for (const call of ["provideImednet({ baseUrl: 'https://edc.test' })", 'rx.provideImednet({})']) {
    it(`sees a call behind an address: ${call}`, async () => {
      const tree = await workspaceWith({});
      tree.create('/projects/app/src/app/api.ts', `const at = 'https://edc.test'; const all = [${call}];`);
      const before = tree.readContent('/projects/app/src/app/app.config.ts');
      expect((await add(tree)).readContent('/projects/app/src/app/app.config.ts')).toBe(before);
    });
  }

  it('does not take a mention in a spec for a call', async () => {
    const tree = await workspaceWith({});
    tree.create('/projects/app/src/app/api.spec.ts', 'provideImednet({});');
    expect((await add(tree)).readContent('/projects/app/src/app/app.config.ts')).toContain('provideImednet(');
  });

  it('leaves a proxy of the application alone, and says what it has to do', async () => {
    const tree = await workspaceWith({});
    edit(tree, '/angular.json', (text) =>
      text.replace('"serve": {', '"serve": { "options": { "proxyConfig": "proxy.conf.json" },'),
    );
    const after = await add(tree);
    expect(serveOf(after).options?.proxyConfig).toBe('proxy.conf.json');
    expect(after.exists('/projects/app/src/proxy.conf.mjs')).toBeFalse();
    expect(messages.join()).toMatch(/warn: No development proxy.*x-imn-security-key/);
  });

  it('leaves a proxy of one configuration alone, which would count instead', async () => {
    const tree = await workspaceWith({});
    edit(tree, '/angular.json', (text) =>
      text.replace('"buildTarget": "app:build:development"', '$&, "proxyConfig": "proxy.conf.json"'),
    );
    const after = await add(tree);
    expect(serveOf(after).options?.proxyConfig).toBeUndefined();
    expect(after.exists('/projects/app/src/proxy.conf.mjs')).toBeFalse();
    expect(messages.join()).toMatch(/warn: No development proxy.*has a proxy already/);
  });

  it('leaves a file of the same name alone', async () => {
    const tree = await workspaceWith({});
    tree.create('/projects/app/src/proxy.conf.mjs', 'export default {};');
    const after = await add(tree);
    expect(after.readContent('/projects/app/src/proxy.conf.mjs')).toBe('export default {};');
    expect(serveOf(after).options?.proxyConfig).toBeUndefined();
    expect(messages.join()).toContain('warn: No development proxy');
  });

  it('says so when there is no development server', async () => {
    const tree = await workspaceWith({});
    edit(tree, '/angular.json', (text) => text.replace('"serve":', '"serve-else":'));
    expect((await add(tree)).exists('/projects/app/src/proxy.conf.mjs')).toBeFalse();
    expect(messages.join()).toContain('has no target "serve"');
  });

  const ignored: readonly (readonly [string, string | null, boolean])[] = [
    ['no .gitignore', null, true],
    ['one without a last line break', '/dist', true],
    ['one that speaks of something else', 'my.env\n.environment\n# .env\n', true],
    ['one that ignores it', 'dist\n.env\n', false],
    ['one that ignores it at the root', '/.env\r\n', false],
    ['one that ignores all of its kind', '.env*\n', false],
  ];
  for (const [story, text, adds] of ignored) {
    it(`${adds ? 'adds .env to' : 'leaves alone'} ${story}`, async () => {
      const tree = await workspaceWith({});
      if (text === null) tree.delete('/.gitignore');
      else tree.overwrite('/.gitignore', text);
      const after = (await add(tree)).readContent('/.gitignore');
      expect(after === text).toBe(!adds);
      expect(after).toMatch(/^\/?\.env\*?\s*$/m);
      expect(after.startsWith(text ?? '')).toBeTrue();
    });
  }

  it('writes no key of the environment anywhere', async () => {
    const saved = process.env['IMEDNET_API_KEY'];
    process.env['IMEDNET_API_KEY'] = CANARY;
    try {
      expect(JSON.stringify(contentsOf(await add(await workspaceWith({}))))).not.toContain(CANARY);
    } finally {
      if (saved === undefined) Reflect.deleteProperty(process.env, 'IMEDNET_API_KEY');
      else process.env['IMEDNET_API_KEY'] = saved;
    }
  });
});
