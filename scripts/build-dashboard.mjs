import { buildDashboard } from './lib/build-dashboard.mjs';

try {
  await buildDashboard();
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
