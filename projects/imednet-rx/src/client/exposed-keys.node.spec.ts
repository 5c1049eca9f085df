import { RecordedLog } from '../../spec/recorded-log';
import { SameOriginAuth } from '../auth/same-origin-auth';
import { ImednetClient } from './imednet-client';

describe('a client whose keys are in a browser', () => {
  const page = globalThis as { location?: unknown };
  let log: RecordedLog;

  const made = (settings: object): number => {
    log = new RecordedLog(['warn']);
    new ImednetClient({ baseUrl: 'https://edc.test', logger: log, ...settings }).close();
    return log.lines.length;
  };

  beforeEach(() => {
    spyOn(console, 'warn');
    page.location = new URL('https://study.example/');
  });

  afterEach(() => {
    delete page.location;
  });

  it('warns once, in its log and in the console', () => {
    expect(made({ apiKey: 'CANARY-1', securityKey: 'CANARY-2' })).toBe(1);
    expect(console.warn).toHaveBeenCalledTimes(1);
    expect(JSON.stringify(log.lines)).not.toContain('CANARY');
  });

  it('does not warn when a proxy adds the keys', () => {
    expect(made({ auth: new SameOriginAuth() })).toBe(0);
    expect(console.warn).not.toHaveBeenCalled();
  });

  it('does not warn where there is no page', () => {
    delete page.location;
    expect(made({ apiKey: 'key', securityKey: 'security-key' })).toBe(0);
    expect(console.warn).not.toHaveBeenCalled();
  });
});
