import { firstValueFrom, of, Subject, throwError } from 'rxjs';
import { failureOf } from '../../spec/failure-of';
import { allOf } from './all-of';

describe('allOf', () => {
  it('emits the value of each source, in their order, after the last, and reads them at the same time', () => {
    const [first, second] = [new Subject<number>(), new Subject<string>()];
    const received: unknown[] = [];
    allOf([first, second]).subscribe((values) => received.push(values));
    second.next('b');
    second.complete();
    first.next(1);
    expect(received).toEqual([]);
    first.complete();
    expect(received).toEqual([[1, 'b']]);
  });

  it('leaves the others when one fails', async () => {
    const other = new Subject<number>();
    const failed = new TypeError('failed');
    expect(await failureOf(allOf([other, throwError(() => failed)]))).toBe(failed);
    expect(other.observed).toBeFalse();
  });

  it('emits nothing but an empty list without sources', async () => {
    expect(await firstValueFrom(allOf([]))).toEqual([]);
    expect(await firstValueFrom(allOf([of(undefined)]))).toEqual([undefined]);
  });
});
