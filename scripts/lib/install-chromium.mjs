import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { promisify } from 'node:util';

const help = `No Chrome or Chromium found.
  Debian, Ubuntu: apt-get update && apt-get install -y chromium   (as root)
  Fedora:         dnf install chromium
  macOS:          brew install --cask google-chrome
  Windows:        winget install Google.Chrome
or set CHROME_BIN to the browser's executable.`;

export async function installChromium() {
  const prefix = await rootPrefix();
  if (process.platform !== 'linux' || !existsSync('/etc/debian_version') || !prefix) throw new Error(help);
  console.error('No Chrome or Chromium found: installing chromium with apt-get.');
  for (const args of [['update'], ['install', '-y', '--no-install-recommends', 'chromium']]) {
    await aptGet(prefix, args);
  }
}

async function aptGet(prefix, args) {
  const [file, ...rest] = [...prefix, 'env', 'DEBIAN_FRONTEND=noninteractive', 'apt-get', ...args];
  try {
    await promisify(execFile)(file, rest, { maxBuffer: 64 * 1024 * 1024 });
  } catch (error) {
    const output = `${error.stdout ?? ''}${error.stderr ?? ''}`.trim();
    throw new Error(`apt-get ${args.join(' ')} failed:\n${output || error.message}\n\n${help}`, {
      cause: error,
    });
  }
}

async function rootPrefix() {
  if (process.getuid?.() === 0) return [];
  const passwordless = await promisify(execFile)('sudo', ['-n', 'true']).then(
    () => true,
    () => false,
  );
  return passwordless ? ['sudo', '-n'] : undefined;
}
