import { useStage } from './lib/stage.mjs';

describe('the shell', () => {
  const stage = useStage();

  // A part of the page that is loaded when it is needed, told by what is in it.
  const withhold = (page, mark) =>
    page.route(/chunk-.*\.js$/, async (route) => {
      const response = await route.fetch();
      const body = await response.text();
      await (body.includes(mark) ? route.abort() : route.fulfill({ response, body }));
    });

  it('opens a view for the first time while the network is away, and fills it when it is back', async () => {
    const { page, context, go, seen } = await stage({ records: 300 });
    const loaded = page.waitForResponse(async (response) =>
      (await response.text()).includes('Open queries of the study'),
    );
    await go('/overview');
    await page.getByText('300 of 300 records').waitFor();
    await loaded;
    await context.setOffline(true);
    await page.getByRole('link', { name: 'Queries' }).click();
    await page.getByRole('heading', { name: 'Open queries' }).waitFor();
    await context.setOffline(false);
    await page.getByText(/^(\d+) of \1 queries read$/).waitFor();
    expect(seen.errors).toEqual([]);
  });

  it('says when a view can’t be loaded, and goes on with the others', async () => {
    const { page, go, seen } = await stage({ records: 300 });
    await withhold(page, 'Open queries of the study');
    await go('/overview');
    await page.getByText('300 of 300 records').waitFor();
    await page.getByRole('link', { name: 'Queries' }).click();
    await page.getByRole('alert').getByText('This view could not be loaded').waitFor();
    await page.getByRole('link', { name: 'Under the hood' }).click();
    await page.getByText('503 Service unavailable').waitFor();
    expect(await page.getByText('This view could not be loaded').count()).toBe(0);
    expect(seen.errors).toEqual([]);
  });

  it('shows tables where what draws charts can’t be loaded', async () => {
    const { page, go, seen } = await stage({ records: 300 });
    await withhold(page, '_chartjs');
    await go('/overview');
    await page.getByText('300 of 300 records').waitFor();
    await page.getByRole('table', { name: 'Enrolment over time' }).waitFor();
    await page.getByRole('table', { name: 'Form completeness' }).waitFor();
    expect(seen.errors).toEqual([]);
  });
});
