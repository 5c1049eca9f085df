import { spawn } from 'node:child_process';
import { startDashboardServer } from './lib/dashboard-server.mjs';
import { demoKeys, demoStudies } from './lib/demo-studies.mjs';
import { run } from './lib/run.mjs';
import { startSimulator } from './lib/simulator-process.mjs';
import { binOf, root } from './lib/workspace.mjs';

// `npm run dashboard -- --port 4300` hands its options on to `ng serve`.
async function main() {
  await run(process.execPath, ['scripts/build.mjs']);
  const simulator = await startSimulator({ args: demoStudies });
  console.log(`simulator on ${simulator.url}`);
  const server = await startDashboardServer({ simulatorUrl: simulator.url, ...demoKeys });

  const ng = await binOf('@angular/cli', 'ng');
  const serve = spawn(process.execPath, [ng, 'serve', 'dashboard', ...process.argv.slice(2)], {
    cwd: root,
    env: { ...process.env, DASHBOARD_SERVER: server.url },
    stdio: 'inherit',
  });
  // `exit` also stops the simulator, which startSimulator ties to this process.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => serve.kill(signal));
  serve.once('exit', (code) => process.exit(code ?? 0));
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
