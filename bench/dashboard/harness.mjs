import { launchBrowser } from '../../e2e/lib/browser.mjs';
import { startDashboardServer } from '../../scripts/lib/dashboard-server.mjs';
import { demoKeys, demoStudies } from '../../scripts/lib/demo-studies.mjs';
import { startSimulator } from '../../scripts/lib/simulator-process.mjs';
import { recordBusyness } from './record-busyness.mjs';
import { views } from './views.mjs';

// Reads the views once a round, each in a page of its own, and prints what they took.
const [records, rounds] = process.argv.slice(2).map(Number);

const simulator = await startSimulator({
  args: [...demoStudies, '--records', String(records), '--cache-bodies'],
});
const server = await startDashboardServer({ simulatorUrl: simulator.url, ...demoKeys });
const browser = await launchBrowser();

async function measure({ path, isDone, interact }) {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(120_000);
  await page.addInitScript(recordBusyness);
  await page.goto(server.url + path);
  let busyness;
  const reading = isDone(page, records.toLocaleString('en-US')).then(async () => {
    busyness = await page.evaluate(() => globalThis.busyness());
  });
  while (!busyness) await Promise.race([interact(page), reading]);
  await page.close();
  return busyness;
}

try {
  const runs = views.map(({ name }) => ({ name, runs: [] }));
  // What has been rendered and compiled by then, every user but the first finds so.
  for (const view of views) await measure(view);
  for (let round = 1; round <= rounds; round++) {
    console.error(`dashboard: round ${round} of ${rounds}`);
    for (const [index, view] of views.entries()) runs[index].runs.push(await measure(view));
  }
  process.stdout.write(JSON.stringify(runs));
} finally {
  await browser.close();
  server.stop();
  simulator.stop();
}
