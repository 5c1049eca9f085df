import { deepFreeze } from './deep-freeze';

describe('deepFreeze', () => {
  it('freezes objects and arrays at any depth, and gives the value back', () => {
    const value = { data: [{ recordData: { AGE: 5 } }, [1]], metadata: {} };

    expect(deepFreeze(value)).toBe(value);
    expect(
      [value, value.data, value.data[0], value.data[1], value.metadata].every(Object.isFrozen),
    ).toBeTrue();
    expect(Object.isFrozen((value.data[0] as { recordData: object }).recordData)).toBeTrue();
  });

  for (const value of [null, undefined, 1, 'x', true]) {
    it(`leaves ${String(value)} alone`, () => {
      expect(deepFreeze(value)).toBe(value as never);
    });
  }

  it('leaves what is no JSON alone', () => {
    const value = { bytes: new Uint8Array([1]), date: new Date(0), map: new Map() };
    deepFreeze(value);

    expect([value.date, value.map, value.bytes].some((one) => Object.isFrozen(one))).toBeFalse();
  });

  it('takes depth and loops without overflowing the stack', () => {
    let nested: unknown[] = [];
    for (let depth = 0; depth < 100_000; depth++) nested = [nested];
    const loop: Record<string, unknown> = {};
    loop['self'] = loop;

    expect(() => deepFreeze([nested, loop])).not.toThrow();
  });
});
