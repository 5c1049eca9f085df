import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { API_FIELDS, type ApiResource } from '../../api-fields';
import { API_LIST_NAMES, API_LISTS } from '../../api-lists';
import { fieldRows } from './field-rows';

const PAGES = join(import.meta.dirname, '../../../../../docs/resources');
const RESOURCES = Object.keys(API_FIELDS) as readonly ApiResource[];

describe('the pages of the resources', () => {
  const read = (name: string): string => readFileSync(join(PAGES, `${name}.md`), 'utf8');

  it('are one for each resource, and an index that links to all', () => {
    const files = readdirSync(PAGES);
    expect(files.sort()).toEqual([...RESOURCES.map((name) => `${name}.md`), 'README.md'].sort());
    for (const name of RESOURCES) expect(read('README')).toContain(`](${name}.md)`);
  });

  for (const name of RESOURCES) {
    it(`tell of ${name} each field, its type and what the model says, and no other`, () => {
      expect(tableBelow(read(name), 'Fields')).toEqual(fieldRows(name).map((row) => [...row]));
    });
  }

  for (const name of API_LIST_NAMES) {
    const { route, key, parameters = [] } = API_LISTS[name];

    it(`tell where ${name} are, by what they are known, and what only they take`, () => {
      const page = read(name);
      expect(page).toContain(`\`GET /api/v1/edc${route}\``);
      expect(page).toContain(`in the order of \`${key}\``);
      for (const parameter of parameters) expect(page).toContain(`\`${parameter}\``);
      expect(page).toMatch(/```ts\n/);
      // How its changes are found, and what of them is not.
      expect(page).toContain('](../concepts/incremental.md)');
      expect(tableBelow(read('README'), 'Lists')).toContain([`[${name}](${name}.md)`, route, key]);
    });
  }
});

/** The cells of the rows of the table below a heading, without the backticks around names. */
function tableBelow(page: string, heading: string): string[][] {
  const [, section = ''] = page.split(`\n## ${heading}\n`);
  const [body = ''] = section.split('\n## ');
  return body
    .split('\n')
    .filter((line) => line.startsWith('| ') && !line.startsWith('| -'))
    .slice(1)
    .map((line) => line.split('|').slice(1, -1))
    .map(([name = '', ...cells]) => [unquoted(name), ...cells.map((cell) => cell.trim())])
    .map(([name = '', second = '', ...rest]) => [
      name,
      unquoted(second),
      ...rest.map((cell) => (heading === 'Lists' ? unquoted(cell) : cell)),
    ]);
}

function unquoted(cell: string): string {
  return cell.trim().replace(/^`(.*)`$/, '$1');
}
