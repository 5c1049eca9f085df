import { lastValueFrom, toArray } from 'rxjs';
import { pageVisible$ } from './page-visible';

describe('pageVisible$', () => {
  it('takes what runs without a page for visible, and waits for nothing', async () => {
    expect(await lastValueFrom(pageVisible$.pipe(toArray()))).toEqual([true]);
  });
});
