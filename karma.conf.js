import { createRequire } from 'node:module';
import { findChromium } from './scripts/lib/find-chromium.mjs';
import { countReporter, countReporterName } from './scripts/lib/karma-count-reporter.mjs';
import { cacheableSimulator } from './scripts/lib/karma-cacheable-simulator.mjs';
import { scriptedResponses } from './scripts/lib/karma-scripted-responses.mjs';
import { simulatorProxy } from './scripts/lib/karma-simulator-proxy.mjs';
import { startSimulator } from './scripts/lib/simulator-process.mjs';

const require = createRequire(import.meta.url);

export default async function configure(config) {
  process.env.CHROME_BIN = await findChromium();
  const simulatorUrl = process.env.SIMULATOR_URL ?? (await startSimulator({ args: ['--cors', '*'] })).url;

  config.set({
    frameworks: ['jasmine'],
    plugins: [
      require('karma-jasmine'),
      require('karma-chrome-launcher'),
      countReporter,
      simulatorProxy(simulatorUrl),
      cacheableSimulator(simulatorUrl),
      scriptedResponses(),
    ],
    reporters: ['dots', countReporterName].filter(Boolean),
    browsers: ['ChromiumForTests'],
    customLaunchers: {
      ChromiumForTests: {
        base: 'ChromeHeadless',
        // As root in a container: no sandbox, small /dev/shm. The rest keeps the browser from
        // talking to the network on its own, which stalls the start where there is none.
        flags: [
          '--no-sandbox',
          '--headless',
          '--disable-gpu',
          '--disable-dev-shm-usage',
          '--disable-quic',
          '--no-first-run',
          '--disable-background-networking',
          '--disable-component-update',
          '--disable-sync',
        ],
      },
    },
    // No spec is judged by its speed: machines are noisy.
    client: { jasmine: { random: true, timeoutInterval: 60_000 }, simulatorUrl },
    // `/simulator/` is the same-origin road to the simulator, `simulatorUrl` the cross-origin one.
    beforeMiddleware: ['simulator', 'cacheable', 'scripted'],
    autoWatch: false,
    singleRun: true,
    failOnEmptyTestSuite: true,
    browserNoActivityTimeout: 120_000,
  });
}
