import type { Keyword } from 'imednet-rx';
import type { Random } from '../random';
import { timestamp } from '../timestamp';

type NamedKeyword = Omit<Keyword, 'dateAdded'>;

const KEYWORDS: readonly [NamedKeyword, ...NamedKeyword[]] = [
  { keywordId: 15_001, keywordName: 'Data Entry Error', keywordKey: 'DEE' },
  { keywordId: 15_002, keywordName: 'Protocol Deviation', keywordKey: 'PD' },
  { keywordId: 15_003, keywordName: 'Source Missing', keywordKey: 'SM' },
];

const NONE: readonly Keyword[] = [];

/** At most one keyword; most rows have none and share the same empty list. */
export function generateKeywords(random: Random, probability: number, addedAt: number): readonly Keyword[] {
  return random.chance(probability) ? [{ ...random.pick(KEYWORDS), dateAdded: timestamp(addedAt) }] : NONE;
}
