import { redacted } from './redact';

describe('redacted', () => {
  const facts = { studyKey: 'DEMO', status: 503 };

  it('leaves all facts without a redaction', () => {
    expect(redacted(facts, undefined)).toBe(facts);
  });

  it('takes away, by name or value', () => {
    expect(redacted(facts, (name) => name === 'studyKey')).toEqual({ status: 503 } as never);
    expect(redacted(facts, (_name, value) => value === 503)).toEqual({ studyKey: 'DEMO' } as never);
  });

  it('changes and adds nothing', () => {
    const tries = (_name: string, value: unknown): boolean => {
      if (typeof value === 'object') Object.assign(value!, { added: true });
      return false;
    };
    expect(redacted(facts, tries)).toEqual(facts);
  });

  it('takes away what it throws at', () => {
    const throwsAtNumbers = (_name: string, value: unknown): boolean => {
      if (typeof value === 'number') throw new RangeError('x');
      return false;
    };
    expect(redacted(facts, throwsAtNumbers)).toEqual({ studyKey: 'DEMO' } as never);
  });
});
