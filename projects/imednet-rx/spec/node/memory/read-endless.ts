import { lastValueFrom } from 'rxjs';
import { nodeAdapter } from 'imednet-rx/node';
import { ImednetClient } from '../../../src/client/imednet-client';

/** Reads each address with the default limit, and prints how that ended and the memory that it took at most, in MB. */
const [name, ...addresses] = process.argv.slice(2);

async function main(): Promise<void> {
  const outcomes: string[] = [];
  for (const address of addresses) {
    const url = new URL(address);
    const client = new ImednetClient({
      ...{ apiKey: 'a', securityKey: 'b', baseUrl: url.origin, retries: 0, timeout: 60_000 },
      adapter: name === 'nodeAdapter' ? nodeAdapter() : (name as 'http'),
    });
    outcomes.push(
      await lastValueFrom(client.get(url.pathname, Object.fromEntries(url.searchParams))).then(
        () => 'data',
        (error: unknown) => (error as Error).name,
      ),
    );
    client.close();
  }
  console.log(JSON.stringify({ outcomes, megabytes: process.resourceUsage().maxRSS / 1024 }));
}

process.on('unhandledRejection', () => process.exit(3));
void main();
