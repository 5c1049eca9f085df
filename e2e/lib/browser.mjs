import { chromium } from 'playwright-core';
import { findChromium } from '../../scripts/lib/find-chromium.mjs';

// As root in a container: no sandbox, small /dev/shm.
const args = ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage', '--disable-quic'];

export async function launchBrowser() {
  return chromium.launch({ executablePath: await findChromium(), args });
}
