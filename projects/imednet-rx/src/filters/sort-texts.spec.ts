import { InvalidArgumentError } from '../errors/client-error';
import { sortTexts } from './sort-texts';

describe('sortTexts', () => {
  const orders: readonly (readonly [story: string, sort: unknown, texts: ReturnType<typeof sortTexts>])[] = [
    ['one attribute', { dateModified: 'desc' }, 'dateModified,DESC'],
    ['attributes in their order', { siteName: 'asc', siteId: 'desc' }, ['siteName,ASC', 'siteId,DESC']],
    ['a text', 'dateModified,DESC', 'dateModified,DESC'],
    ['a text in small letters', 'dateModified,desc', 'dateModified,DESC'],
    ["a text without a direction, which is the server's own", 'dateModified', 'dateModified'],
    ['several, first to last', ['siteId,ASC', { siteName: 'desc' }], ['siteId,ASC', 'siteName,DESC']],
    ['an attribute that is left out', { siteId: undefined, siteName: 'asc' }, 'siteName,ASC'],
    ['nothing', undefined, undefined],
    ['null', null, undefined],
    ['an object without attributes', {}, undefined],
    ['an empty list', [], undefined],
  ];
  for (const [story, sort, texts] of orders) {
    it(`writes ${story}`, () => {
      expect(sortTexts(sort)).toEqual(texts);
    });
  }

  const refused: readonly unknown[] = [
    '',
    ' ',
    ',ASC',
    'siteId,',
    'siteId,UP',
    'siteId,ASC,x',
    'siteId ,ASC',
    'siteId,ASC&size=1',
    { siteId: 'up' },
    { siteId: null },
    { siteId: 1 },
    { '': 'asc' },
    { 'siteId,ASC': 'asc' },
    7,
    true,
    [['siteId,ASC']],
    [null],
    ['siteId,ASC', 'siteId,DESC'],
    ['siteId,ASC', { siteId: 'asc' }],
  ];
  for (const sort of refused) {
    it(`refuses ${JSON.stringify(sort)}, and repeats nothing of it`, () => {
      expect(() => sortTexts(sort)).toThrowMatching(
        (error: unknown) => error instanceof InvalidArgumentError && !error.message.includes('siteId'),
      );
    });
  }
});
