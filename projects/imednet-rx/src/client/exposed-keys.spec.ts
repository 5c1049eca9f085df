import { ApiKeyAuth } from '../auth/api-key-auth';
import { BearerAuth } from '../auth/bearer-auth';
import { SameOriginAuth } from '../auth/same-origin-auth';
import { type Browser, warnOfExposedKeys } from './exposed-keys';

const keys = new ApiKeyAuth('CANARY-1', 'CANARY-2');

describe('warnOfExposedKeys', () => {
  let lines: string[];
  let shown: string[];

  const warn = (message: string): void => {
    shown.push(message);
  };
  const told = (
    auth: Parameters<typeof warnOfExposedKeys>[0],
    browser: Partial<Browser>,
  ): readonly number[] => {
    const log = (level: string, message: string): void => {
      lines.push(`${level} ${message}`);
    };
    warnOfExposedKeys(auth, { log }, { location: undefined, warn, ...browser });
    return [lines.length, shown.length];
  };

  beforeEach(() => {
    lines = [];
    shown = [];
  });

  const pages: readonly (readonly [string, boolean])[] = [
    ['https://study.example/', true],
    ['http://10.0.0.7:4200/', true],
    ['https://localhost.example/', true],
    ['https://127.0.0.1.example/', true],
    ['http://localhost:4200/', false],
    ['http://app.localhost/', false],
    ['http://127.0.0.1:8080/', false],
    ['http://127.1.2.3/', false],
    ['http://[::1]:8080/', false],
    ['file:///index.html', false],
  ];
  for (const [address, isWarned] of pages) {
    it(`${isWarned ? 'warns' : 'does not warn'} of keys on ${address}`, () => {
      const count = isWarned ? 1 : 0;
      expect(told(keys, { location: new URL(address) })).toEqual([count, count]);
    });
  }

  const location = new URL('https://study.example/');

  it('does not warn of keys outside of browsers', () => {
    expect(told(keys, {})).toEqual([0, 0]);
  });

  it('does not warn of what is no key of the vendor', () => {
    for (const auth of [new SameOriginAuth(), new BearerAuth('token')]) {
      expect(told(auth, { location })).toEqual([0, 0]);
    }
  });

  it('shows nothing in the console of a production build, but logs', () => {
    expect(told(keys, { location, warn: undefined })).toEqual([1, 0]);
  });

  it('says what to do, and no key', () => {
    told(keys, { location });
    expect(lines[0]).toMatch(/^warn .*SameOriginAuth.*proxy/);
    expect([...lines, ...shown].join()).not.toContain('CANARY');
  });
});
