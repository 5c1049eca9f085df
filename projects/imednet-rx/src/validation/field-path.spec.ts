import { fieldPath } from './field-path';

describe('the path of a field', () => {
  const paths: readonly (readonly [segments: readonly unknown[], path: string])[] = [
    [['dateCreated'], 'dateCreated'],
    [['keywords', 3, 'dateAdded'], 'keywords[].dateAdded'],
    [['recordData', 'AE_1.x'], 'recordData.AE_1.x'],
    [[0, 'siteId'], '[].siteId'],
    [[], '(item)'],
    [['a'.repeat(64)], 'a'.repeat(64)],
    [['a'.repeat(65)], '(other)'],
    [['recordData', 'Jane Canary'], 'recordData.(other)'],
    [['1980-02-29'], '(other)'],
    [['7'], '(other)'],
    [['jane@canary.test'], '(other)'],
    [['Müller'], '(other)'],
    [['a\nb'], '(other)'],
    [[''], '(other)'],
    [[Symbol('x')], '(other)'],
    [[{ key: 'x' }], '(other)'],
    [['a', 'b', 'c', 'd', 'e', 'f', 'g'], 'a.b.c.d.e.f'],
  ];
  for (const [segments, path] of paths) {
    it(`of ${segments.map(String).join(', ') || 'nothing'} is ${path}`, () => {
      expect(fieldPath(segments)).toBe(path);
    });
  }
});
