import { rows } from './lib/records-page.mjs';
import { keys, useStage } from './lib/stage.mjs';

describe('the view of open queries', () => {
  const stage = useStage();
  const isOpen = ({ queryComments }) =>
    !queryComments.toSorted((a, b) => a.sequence - b.sequence).at(-1)?.closed;

  function openQueries(simulator) {
    const { body } = simulator.fake.handle({
      method: 'GET',
      path: '/api/v1/edc/studies/DEMO/queries',
      query: new URLSearchParams({ size: '500', sort: 'dateCreated,ASC' }),
      headers: { 'x-api-key': keys.apiKey, 'x-imn-security-key': keys.securityKey },
    });
    return body.data.filter(isOpen);
  }

  it('lists all that are open, the oldest first, and those of one age', async () => {
    const { page, simulator, go, seen } = await stage({ records: 1500 });
    const open = openQueries(simulator);
    expect(open.length).toBeGreaterThan(20);
    await go('/queries');
    await page.getByText(/^(\d+) of \1 queries read$/).waitFor();
    await page.getByRole('button', { name: `All ${open.length}` }).waitFor();
    await rows(page).first().getByText(open[0].dateCreated).waitFor();
    const ages = await page.getByRole('group', { name: 'Age in days' }).getByRole('button').allInnerTexts();
    const counts = ages.map((text) => Number(/(\d+)$/.exec(text)[1]));
    expect(counts.slice(1).reduce((sum, count) => sum + count)).toBe(open.length);
    await page.getByRole('button', { name: /^over 180/ }).click();
    await page.waitForURL(/age=4/);
    expect(await page.getByRole('table').getAttribute('aria-rowcount')).toBe(String(counts.at(-1) + 1));
    expect(seen.errors).toEqual([]);
  });
});
