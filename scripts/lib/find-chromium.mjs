import { execFile } from 'node:child_process';
import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { installChromium } from './install-chromium.mjs';

const commands = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome'];

const usualPlaces = {
  linux: ['/usr/lib/chromium/chromium', '/opt/google/chrome/chrome', '/snap/bin/chromium'],
  darwin: [
    '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
    '/Applications/Chromium.app/Contents/MacOS/Chromium',
  ],
  win32: ['PROGRAMFILES', 'PROGRAMFILES(X86)', 'LOCALAPPDATA']
    .filter((name) => process.env[name])
    .map((name) => join(process.env[name], 'Google/Chrome/Application/chrome.exe')),
};

export async function findChromium() {
  const chosen = process.env.CHROME_BIN;
  if (chosen) {
    if (!isExecutable(chosen)) throw new Error(`CHROME_BIN is "${chosen}", which is no executable file.`);
    await assertRuns(chosen);
    return chosen;
  }
  const installed = await firstThatRuns();
  if (installed) return installed;
  await installChromium();
  const fresh = await firstThatRuns();
  if (fresh) return fresh;
  throw new Error(
    'Chromium was installed but does not start. Install Google Chrome and set CHROME_BIN to it.',
  );
}

async function firstThatRuns() {
  for (const candidate of candidates()) {
    if (!isExecutable(candidate)) continue;
    // Ubuntu's `chromium-browser` is a stub that only works with snapd: try the next one then.
    const works = await assertRuns(candidate).then(
      () => true,
      () => false,
    );
    if (works) return candidate;
  }
  return undefined;
}

function candidates() {
  const folders = (process.env.PATH ?? '').split(delimiter).filter(Boolean);
  const suffix = process.platform === 'win32' ? '.exe' : '';
  const onPath = commands.flatMap((command) => folders.map((folder) => join(folder, command + suffix)));
  return [...onPath, ...(usualPlaces[process.platform] ?? [])];
}

function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK);
    return statSync(file).isFile();
  } catch {
    return false;
  }
}

async function assertRuns(file) {
  // chrome.exe opens a window instead of printing its version.
  if (process.platform === 'win32') return;
  try {
    await promisify(execFile)(file, ['--version'], { timeout: 30_000 });
  } catch (error) {
    throw new Error(`${file} does not run: ${error.stderr?.trim() || error.message}`, { cause: error });
  }
}

// Promises, not `await`: karma loads its configuration, and so this file, with `require`.
if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  findChromium().then(console.log, (error) => {
    console.error(error.message);
    process.exitCode = 1;
  });
}
