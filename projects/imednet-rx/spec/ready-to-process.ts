import { EMPTY, lastValueFrom } from 'rxjs';
import { Paginator } from '../src/pagination/paginator';
import { KeyedRows, range, type Row } from './keyed-rows';

/** Lets paginators load what `partitions` and `commit` need, which takes real time; then time can be virtual. */
export async function readyToProcess(): Promise<void> {
  const options = { strategy: 'keyset', itemKey: 'id', pageSize: 1, partitions: 2 } as const;
  const list = new Paginator<Row>(new KeyedRows(range(4)), '/rows', options);
  await lastValueFrom(list.process(() => EMPTY, { commit: () => EMPTY }));
}
