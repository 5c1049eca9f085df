import { startDashboardServer } from '../../scripts/lib/dashboard-server.mjs';
import { startSimulator } from '../../projects/simulator/src/start-simulator.ts';
import { launchBrowser } from './browser.mjs';

export const keys = { apiKey: 'canary-api-key', securityKey: 'canary-security-key' };

// A browser, and for each spec a page of its own before a simulator of its own.
export function useStage() {
  let browser;
  const open = [];

  beforeAll(async () => {
    browser = await launchBrowser();
  });
  afterEach(async () => {
    for (const close of open.splice(0).reverse()) await close();
  });
  afterAll(() => browser.close());

  return async function stage(simulatorOptions = {}, contextOptions = {}) {
    const simulator = await startSimulator({ ...keys, studies: 2, control: true, ...simulatorOptions });
    open.push(() => simulator.close());
    const server = await startDashboardServer({ simulatorUrl: simulator.url, ...keys });
    open.push(() => server.stop());
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, ...contextOptions });
    open.push(() => context.close());
    const page = await context.newPage();
    page.setDefaultTimeout(20_000);
    const seen = watch(page);
    const go = (path) => page.goto(server.url + path);
    return { simulator, server, context, page, seen, go };
  };
}

// What leaves a page: the console, its addresses, its requests.
function watch(page) {
  const seen = { console: [], errors: [], addresses: [], requests: [] };
  page.on('console', (message) => seen.console.push(message.text()));
  page.on('pageerror', (error) => seen.errors.push(`${error.message}\n${error.stack ?? ''}`));
  page.on('framenavigated', (frame) => seen.addresses.push(frame.url()));
  page.on('request', (request) => seen.requests.push(request));
  return seen;
}
