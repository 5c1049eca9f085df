import type { LogLevel } from 'imednet-rx';
import { roarrLogger } from './roarr-logger';

const METHODS: readonly (readonly [LogLevel, 'debug' | 'info' | 'warn' | 'error'])[] = [
  ['trace', 'debug'],
  ['debug', 'debug'],
  ['info', 'info'],
  ['warn', 'warn'],
  ['error', 'error'],
  ['fatal', 'error'],
];

describe('lines in a browser', () => {
  for (const [level, method] of METHODS) {
    it(`go through console.${method} for ${level}, one line per call`, () => {
      const calls: unknown[] = [];
      for (const name of ['debug', 'info', 'warn', 'error', 'log', 'trace'] as const)
        spyOn(console, name).and.callFake((...line) => calls.push([name, ...line]));
      roarrLogger({ level: 'trace' }).log(level, 'one', { attempt: 1 });
      expect(calls).toEqual([[method, jasmine.stringMatching(/^\{.*"message":"one".*\}$/)]]);
    });
  }
});
