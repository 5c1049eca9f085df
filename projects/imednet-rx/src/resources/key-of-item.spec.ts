import fc from 'fast-check';
import { holds, must, mustBe } from '../../spec/holds';
import { InvalidArgumentError } from '../errors/client-error';
import { keyOfItem } from './key-of-item';

describe('keyOfItem', () => {
  const numbers: readonly (readonly [unknown, number])[] = [
    ...([5, 0, -7, Number.MAX_SAFE_INTEGER].map((key) => [key, key]) as (readonly [number, number])[]),
    ...([
      ['5', 5],
      ['0', 0],
      ['-7', -7],
      ['9007199254740991', Number.MAX_SAFE_INTEGER],
    ] as const),
  ];
  for (const [key, expected] of numbers) {
    it(`takes ${JSON.stringify(key)} for a number`, () => {
      expect(keyOfItem('recordId', key, true)).toBe(expected);
    });
  }

  const rejected: readonly unknown[] = [
    ...[
      '05',
      ' 5',
      '5 ',
      '5.0',
      '1e3',
      '0x5',
      '+5',
      '-0',
      '',
      'abc',
      '9007199254740993',
      '５',
      '5;recordId>0',
    ],
    ...[NaN, Infinity, -Infinity, 1.5, 2 ** 53, null, undefined, true, {}, [5], 5n, new Date(5)],
  ];
  for (const key of rejected) {
    it(`rejects ${String(key)} (${typeof key}) and names the key`, () => {
      expect(() => keyOfItem('recordId', key, true)).toThrowMatching(
        (error: Error) =>
          error instanceof InvalidArgumentError && error.message.startsWith('recordId is a number'),
      );
    });
  }

  it('keeps a string where the key is one, and writes an integer as one', () => {
    expect(['a-b', '05', '', 5].map((key) => keyOfItem('userId', key, false))).toEqual([
      'a-b',
      '05',
      '',
      '5',
    ]);
    for (const key of [NaN, 1.5, null, undefined, {}, true]) {
      expect(() => keyOfItem('userId', key, false)).toThrowError(InvalidArgumentError);
    }
  });

  it('means the same for an integer and for its digits, and rejects every other string', () =>
    holds(
      fc.property(fc.oneof(fc.maxSafeInteger(), fc.string(), fc.double().map(String)), (key) => {
        const text = String(key);
        const isInteger = Number.isSafeInteger(Number(text)) && String(Number(text)) === text;
        try {
          mustBe(keyOfItem('recordId', text, true), Number(text), text);
          must(isInteger, `${text} is accepted`);
        } catch (error) {
          must(error instanceof InvalidArgumentError && !isInteger, `${text} is rejected`);
        }
      }),
      1000,
    ));
});
