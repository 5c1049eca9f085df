import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { startDashboardServer } from '../scripts/lib/dashboard-server.mjs';
import { demoKeys, demoStudies } from '../scripts/lib/demo-studies.mjs';
import { startSimulator } from '../scripts/lib/simulator-process.mjs';
import { root } from '../scripts/lib/workspace.mjs';
import { launchBrowser } from './lib/browser.mjs';
import { control, work } from './lib/control.mjs';
import { openRecord, progressReads } from './lib/records-page.mjs';

const folder = join(root, 'docs/screenshots');

const view = (page, name) => page.getByRole('link', { name }).click();

// Each picture, and how its page comes to look like that.
const pictures = {
  overview: async (page) => {
    await page.getByText('100,000 of 100,000 records').waitFor();
  },
  records: async (page) => {
    await view(page, 'Records');
    await progressReads(page, '100,000 of 100,000 records');
    await openRecord(page, 1_000_005).click();
    await page.getByText('Revision 1').waitFor();
  },
  live: async (page) => {
    await page.goto(`${new URL(page.url()).origin}/records?study=DEMO-2&form=AE&status=Record%20Incomplete`);
    await page.getByText(/^([\d,]+) of \1 records$/).waitFor();
    await page.getByRole('button', { name: 'Live' }).click();
    await page.getByText('Up to date').waitFor();
    await work(simulator, {
      studyKey: 'DEMO-2',
      insert: 30,
      change: 20,
      remove: 20,
      at: 'start',
    });
    await page
      .getByText(/ added, /)
      .first()
      .waitFor();
  },
  queries: async (page) => {
    await view(page, 'Queries');
    await page.getByText(/^([\d,]+) of \1 queries read$/).waitFor();
  },
  register: async (page, colorScheme) => {
    await view(page, 'Register subject');
    await page.getByLabel('Site').selectOption({ index: 2 });
    await page.getByLabel('Sex').fill('Female');
    // Of two subjects with the same answers, the view names none as the new one.
    await page.getByLabel('Age (years)').fill(colorScheme === 'light' ? '47' : '52');
    await page.getByRole('button', { name: 'Register', exact: true }).click();
    await page.getByText('The subject’s key is').first().waitFor();
  },
  hood: async (page) => {
    await control(simulator, { faults: { 503: 0.12, 429: 0.05, reset: 0.05 }, latency: 100 });
    await view(page, 'Overview');
    await page.waitForTimeout(5_000);
    await view(page, 'Under the hood');
    await page.getByText('503 Service unavailable').waitFor();
    await page.getByRole('button', { name: 'Hold still' }).click();
    await control(simulator, { faults: {}, latency: 0 });
  },
};

const simulator = await startSimulator({ args: demoStudies });
const server = await startDashboardServer({ simulatorUrl: simulator.url, ...demoKeys });
const browser = await launchBrowser();
try {
  await mkdir(folder, { recursive: true });
  for (const colorScheme of ['light', 'dark']) {
    const page = await browser.newPage({ colorScheme, viewport: { width: 1280, height: 800 } });
    page.setDefaultTimeout(120_000);
    await page.goto(server.url);
    for (const [name, prepare] of Object.entries(pictures)) {
      await page.setViewportSize({ width: 1280, height: name === 'overview' ? 1130 : 800 });
      await prepare(page, colorScheme);
      await page.mouse.move(0, 0);
      await page.waitForTimeout(300);
      await page.screenshot({ path: join(folder, `${name}-${colorScheme}.png`) });
      console.log(`${name}-${colorScheme}.png`);
    }
    await page.close();
  }
} finally {
  await browser.close();
  server.stop();
  simulator.stop();
}
