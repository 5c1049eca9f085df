import { dirname, join } from 'node:path';
import { run } from './run.mjs';

// npm tells its scripts where it is; a plain `node scripts/…` has to look beside Node itself.
const cli =
  process.env.npm_execpath ?? join(dirname(process.execPath), '../lib/node_modules/npm/bin/npm-cli.js');

export const npm = (args, options) => run(process.execPath, [cli, ...args], { quiet: true, ...options });
