import { findChromium } from './find-chromium.mjs';
import { runBin } from './run.mjs';
import { withCountFile } from './spec-counts.mjs';

export function runBrowserSpecs() {
  return withCountFile(async (env) => {
    const CHROME_BIN = await findChromium();
    await runBin('@angular/cli', ['test', 'imednet-rx', '--watch=false'], {
      command: 'ng',
      env: { ...env, CHROME_BIN },
    });
  });
}
