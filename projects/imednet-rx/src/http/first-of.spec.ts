import { EMPTY, firstValueFrom, of, Subject, throwError } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { firstOf } from './first-of';

describe('firstOf', () => {
  const missing = (): Error => new RangeError('missing');

  it('emits the first value, completes, and leaves the source', () => {
    const source = new Subject<number>();
    const received: unknown[] = [];
    firstOf(source, missing).subscribe({
      next: (value) => received.push(value),
      complete: () => received.push('end'),
    });
    source.next(1);
    expect(received).toEqual([1, 'end']);
    expect(source.observed).toBeFalse();
  });

  it('takes a Promise, and null for a value', async () => {
    expect(await firstValueFrom(firstOf(Promise.resolve(1), missing))).toBe(1);
    expect(await firstValueFrom(firstOf(of(null), missing))).toBeNull();
  });

  it('ends with an error without one, and with that of the source', async () => {
    expect(await failureOf(firstOf(EMPTY, missing))).toBeInstanceOf(RangeError);
    const failed = new TypeError('failed');
    expect(
      await failureOf(
        firstOf(
          throwError(() => failed),
          missing,
        ),
      ),
    ).toBe(failed);
  });
});
