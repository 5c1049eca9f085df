import { type Outcome, outcomeOf, startProgram } from '../../spec/node/logging/run-program';

/** Each spec starts a process, which a busy machine can delay. */
const PATIENCE = 60_000;
const OURS = ['request failed', 'request is sent again'];

const messages = (lines: string[]): string[] =>
  lines.map((line) => (JSON.parse(line) as { readonly message: string }).message);

describe('lines on stdout', () => {
  const environments: readonly (readonly [story: string, env: Readonly<Record<string, string>>])[] = [
    ['without ROARR_LOG', {}],
    ['with ROARR_LOG=true, not doubled', { ROARR_LOG: 'true' }],
    ['with ROARR_LOG=false', { ROARR_LOG: 'false' }],
    ["whatever roarr's own stream is", { ROARR_LOG: 'true', ROARR_STREAM: 'STDERR' }],
  ];
  for (const [story, env] of environments) {
    it(
      `are written ${story}`,
      async () => {
        const { code, out, err } = await outcomeOf(startProgram('json-lines', env));
        expect(messages(out)).toEqual(OURS);
        expect([code, err]).toEqual([0, [`5 ${String(env['ROARR_LOG'])} false`]]);
      },
      PATIENCE,
    );
  }

  it(
    'do not end the process when nobody reads them any more',
    async () => {
      const child = startProgram('json-lines');
      // Long before the program has loaded.
      child.stdout?.destroy();
      expect(await outcomeOf(child)).toEqual({ code: 0, out: [], err: ['5 undefined false'] });
    },
    PATIENCE,
  );

  it(
    'hide no failure of what the application itself writes',
    async () => {
      const child = startProgram('json-lines', { OWN_LINE: 'at the end' });
      child.stdout?.destroy();
      const { code, err } = await outcomeOf(child);
      expect(code).toBe(1);
      expect(err.join()).toContain('EPIPE');
    },
    PATIENCE,
  );

  describe('of a program that uses roarr itself', () => {
    const run = (env: Readonly<Record<string, string>>): Promise<Outcome> =>
      outcomeOf(startProgram('with-roarr', env));

    it(
      'stay apart from its own, in content, place and number',
      async () => {
        const { code, out, err } = await run({ ROARR_LOG: 'true' });
        expect([code, messages(out), messages(err)]).toEqual([0, OURS, ['theirs, before', 'theirs, after']]);
        expect(err.map((line) => (JSON.parse(line) as { readonly sequence: string }).sequence)).toEqual([
          '0.0',
          '0.1',
        ]);
        expect(out.join()).not.toContain('CANARY');
      },
      PATIENCE,
    );

    it(
      'do not switch its own on',
      async () => {
        const { code, out, err } = await run({});
        expect([code, messages(out), err]).toEqual([0, OURS, []]);
      },
      PATIENCE,
    );
  });
});
