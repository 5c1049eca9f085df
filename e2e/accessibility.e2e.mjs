import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { openRecord } from './lib/records-page.mjs';
import { useStage } from './lib/stage.mjs';
import { views } from './lib/views.mjs';

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

describe('for everybody', () => {
  const stage = useStage();

  async function findings(page) {
    await page.evaluate(axe);
    const { violations } = await page.evaluate(() => globalThis.axe.run());
    return violations
      .filter(({ impact }) => impact === 'serious' || impact === 'critical')
      .map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join('\n')}`);
  }

  for (const colorScheme of ['light', 'dark']) {
    for (const { name, path, ready } of views) {
      it(`axe finds nothing serious in ${name}, ${colorScheme}`, async () => {
        const { page, go } = await stage({ records: 600 }, { colorScheme });
        await go(path);
        await ready(page);
        expect(await findings(page)).toEqual([]);
      });
    }

    it(`axe finds nothing serious in an open record, ${colorScheme}`, async () => {
      const { page, simulator, go } = await stage({ records: 600 }, { colorScheme });
      await go('/records');
      const [record] = [...simulator.fake.records('DEMO')];
      await openRecord(page, record.recordId).click();
      await page.getByText('Revision 1').waitFor();
      expect(await findings(page)).toEqual([]);
    });

    it(`axe finds nothing serious where nothing can be read, ${colorScheme}`, async () => {
      const { page, go } = await stage({ records: 600, studies: 1 }, { colorScheme });
      await page.route(/\/records\?/, (route) => route.fulfill({ status: 403, body: '{}' }));
      await go('/records');
      await page.getByRole('alert').waitFor();
      expect(await findings(page)).toEqual([]);
    });
  }

  it('skips to the content by the first press of Tab', async () => {
    const { page, go } = await stage({ records: 10 });
    await go('/overview');
    await page.getByText('Skip to the content').waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement.id)).toBe('content');
  });
});
