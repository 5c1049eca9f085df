import { AsyncPaginator, createImednet, type ImednetRecord } from 'imednet-rx';
import { startSimulator } from '../src/start-simulator';
import type { DemoOptions } from './cli';
import { compareRecords } from './compare-records';
import { observePages } from './observe-pages';
import { ProgressBar } from './progress-bar';
import type { DemoRun } from './summary';
import { writeNdjson } from './write-ndjson';

const STUDY_KEY = 'DEMO';
const KEYS = { apiKey: 'demo-api-key', securityKey: 'demo-security-key' };
const FAULTS = { '429': 0.05, '503': 0.05, reset: 0.02, truncated: 0.01 };

/** Exports a study from a simulator that fails every eighth request or so, and compares the file with it. */
export async function exportStudy(options: DemoOptions, signal: AbortSignal): Promise<DemoRun> {
  const { records, pageSize, seed, out } = options;
  const simulator = await startSimulator({ ...KEYS, records, seed, faults: FAULTS, retryAfter: 1 });
  const imednet = createImednet({ ...KEYS, baseUrl: simulator.url, retries: 6, backoffFactor: 0.05 });
  console.log(
    `Exporting ${records.toLocaleString('en-US')} records from ${simulator.url}, which fails on purpose.`,
  );
  const bar = new ProgressBar(records);
  let pages = 0;
  const start = performance.now();
  try {
    // Pulled instead of pushed: the disk sets the pace, and one page is in memory at a time.
    const source = new AsyncPaginator<ImednetRecord>(
      imednet.client,
      `/api/v1/edc/studies/${STUDY_KEY}/records`,
      {
        pageSize,
      },
    );
    const observed = observePages(source.pages(), ({ items, totalElements }) => {
      bar.advance(items.length, ++pages, totalElements);
    });
    await writeNdjson(observed, out, signal);
  } finally {
    bar.stop();
    imednet.close();
    await simulator.close();
  }
  const milliseconds = performance.now() - start;
  const comparison = await compareRecords(out, simulator.fake.records(STUDY_KEY));
  return { comparison, pages, stats: simulator.stats.snapshot(), milliseconds, file: out };
}
