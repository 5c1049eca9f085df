import { startDashboardServer } from '../scripts/lib/dashboard-server.mjs';
import { demoKeys, demoStudies } from '../scripts/lib/demo-studies.mjs';
import { startSimulator } from '../scripts/lib/simulator-process.mjs';
import { launchBrowser } from './lib/browser.mjs';
import { progressReads } from './lib/records-page.mjs';

// Prints how long the page was busy at a stretch while 100,000 records stream in; the aim is 50 ms.
const simulator = await startSimulator({ args: [...demoStudies, '--cache-bodies'] });
const server = await startDashboardServer({ simulatorUrl: simulator.url, ...demoKeys });
const browser = await launchBrowser();
try {
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  page.setDefaultTimeout(120_000);
  await page.addInitScript(() => {
    globalThis.longTasks = [];
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) globalThis.longTasks.push(Math.round(duration));
    }).observe({ type: 'longtask', buffered: true });
  });
  for (const [name, path, done] of [
    ['overview', '/overview', (view) => view.getByText('100,000 of 100,000 records').waitFor()],
    ['records', '/records', (view) => progressReads(view, '100,000 of 100,000 records')],
  ]) {
    await page.goto(server.url + path);
    const start = performance.now();
    await done(page);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    const tasks = await page.evaluate(() => globalThis.longTasks.sort((a, b) => b - a));
    const longest = tasks.slice(0, 5).join(', ') || 'none';
    console.log(`${name}: ${seconds} s, ${tasks.length} tasks over 50 ms; the longest, in ms: ${longest}`);
  }
} finally {
  await browser.close();
  server.stop();
  simulator.stop();
}
