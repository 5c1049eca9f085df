import { peakRssMb } from './peak-rss.mjs';

const [file, baseUrl, warmUp, options] = process.argv.slice(2);
const { connect } = await import(`./${file}`);
const read = await connect(baseUrl, JSON.parse(options));

async function readAll(studyKey) {
  let records = 0;
  let sum = 0;
  let mostPages = 0;
  await read(
    studyKey,
    (record) => {
      records++;
      sum += record.recordId;
    },
    (pages) => {
      mostPages = Math.max(mostPages, pages);
    },
  );
  return { records, sum, mostPages };
}

// Compiles the code and opens the connection, which a long-running process does once.
await readAll(warmUp);

const start = performance.now();
const startCpu = process.cpuUsage();
const result = await readAll('DEMO');
const { user, system } = process.cpuUsage(startCpu);
const wallMs = performance.now() - start;

const output = { ...result, wallMs, cpuMs: (user + system) / 1000, peakRssMb: peakRssMb() };
// Kept-alive sockets would hold the process for a while.
process.stdout.write(JSON.stringify(output), () => process.exit());
