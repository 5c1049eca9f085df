import type { Query } from 'imednet-rx';

/** Whether a query still waits for somebody: its last comment tells. */
export function isOpenQuery({ queryComments }: Pick<Query, 'queryComments'>): boolean {
  let last = queryComments[0];
  for (const comment of queryComments) if (last && comment.sequence >= last.sequence) last = comment;
  return !(last?.closed ?? false);
}
