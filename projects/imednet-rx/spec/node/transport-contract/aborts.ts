import { RequestAbortedError } from '../../../src/errors/client-error';
import { failureOf } from '../../failure-of';
import { type AdapterUnderTest, type Row, staged, until } from './stage';

export function describeTransportAborts(row: Row, adapter: AdapterUnderTest): void {
  row('closes the socket when the subscriber leaves before the answer', () =>
    staged(
      adapter,
      () => undefined,
      async (client, server) => {
        const subscription = client.get('/x').subscribe();
        await until(() => server.seen.length === 1);
        subscription.unsubscribe();
        await expectAsync(server.seen[0]?.aborted).toBeResolved();
      },
    ),
  );

  row('closes the socket when the subscriber leaves in the middle of the body', () =>
    staged(
      adapter,
      (response) => {
        response.writeHead(200);
        response.write('{"a":');
      },
      async (client, server) => {
        const subscription = client.get('/x').subscribe();
        await until(() => server.seen.length === 1);
        await new Promise((resolve) => setTimeout(resolve, 20));
        subscription.unsubscribe();
        await expectAsync(server.seen[0]?.aborted).toBeResolved();
      },
    ),
  );

  row('ends with the abortion when the signal aborts', () =>
    staged(
      adapter,
      () => undefined,
      async (client, server) => {
        const controller = new AbortController();
        const failure = failureOf(client.get('/x', {}, { signal: controller.signal }));
        await until(() => server.seen.length === 1);
        controller.abort();
        expect(await failure).toBeInstanceOf(RequestAbortedError);
        await expectAsync(server.seen[0]?.aborted).toBeResolved();
      },
    ),
  );

  row('sends nothing when the signal is aborted already', () =>
    staged(
      adapter,
      () => undefined,
      async (client, server) => {
        const error = await failureOf(client.get('/x', {}, { signal: AbortSignal.abort() }));
        expect(error).toBeInstanceOf(RequestAbortedError);
        expect(server.seen.length).toBe(0);
      },
    ),
  );
}
