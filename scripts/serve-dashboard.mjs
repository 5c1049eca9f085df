import { startDashboardServer } from './lib/dashboard-server.mjs';
import { demoKeys, demoStudies } from './lib/demo-studies.mjs';
import { startSimulator } from './lib/simulator-process.mjs';

// The dashboard as it would be deployed: built, behind the proxy. `-- --port 4300` chooses the port.
async function main() {
  const [, port = '4200'] = /--port[ =](\d+)/.exec(process.argv.slice(2).join(' ')) ?? [];
  const simulator = await startSimulator({ args: demoStudies });
  const server = await startDashboardServer({
    simulatorUrl: simulator.url,
    ...demoKeys,
    port: Number(port),
  });
  // `exit` also stops the simulator, which startSimulator ties to this process.
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => process.exit());
  console.log(`simulator on ${simulator.url}, dashboard on ${server.url}`);
}

main().catch((error) => {
  console.error(error.message);
  process.exitCode = 1;
});
