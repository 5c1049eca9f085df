import { readFileSync } from 'node:fs';
import { SCOPE } from './scope';

describe('SCOPE', () => {
  it('tells the version of the package', () => {
    const text = readFileSync('projects/imednet-rx/package.json', 'utf8');
    expect(SCOPE.version).toBe((JSON.parse(text) as { version: string }).version);
  });
});
