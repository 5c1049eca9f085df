import '@angular/compiler';
import { HttpClient, provideHttpClient, withFetch } from '@angular/common/http';
import { type ApplicationRef, provideZonelessChangeDetection } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { platformServer, provideServerRendering } from '@angular/platform-server';
import { lastValueFrom } from 'rxjs';
import { describeTransportContract } from '../../spec/node/transport-contract';
import { DECODING_STORIES } from '../../spec/node/transport-contract/text';
import { clientOf } from '../../spec/node/transport-contract/stage';
import { loopbackServer } from '../../spec/node/loopback-server';
import { failureOf } from '../../spec/failure-of';
import { ResponseParseError } from 'imednet-rx';
import { httpClientAdapter } from './http-client-adapter';

describe('On a server, over Angular’s HttpClient:', () => {
  let app: ApplicationRef;

  beforeAll(async () => {
    spyOn(console, 'log');
    app = await createApplication(
      {
        providers: [
          provideZonelessChangeDetection(),
          provideServerRendering(),
          provideHttpClient(withFetch()),
        ],
      },
      { platformRef: platformServer() },
    );
  });

  afterAll(() => {
    app.destroy();
  });

  describeTransportContract(
    "HttpClient, which sends over Node's fetch,",
    () => httpClientAdapter(app.injector.get(HttpClient), { redirect: 'manual', transferCache: false }),
    {
      ...Object.fromEntries(
        DECODING_STORIES.filter((story) => !story.endsWith('as application/json')).map((story) => [
          story,
          'HttpClient decodes by itself, any charset as UTF-8.',
        ]),
      ),
      'accepts and reads br': "Node's fetch asks for br over https: only.",
      'never takes a compressed body that ends early for data':
        "Node's fetch decompresses with Z_SYNC_FLUSH, which takes the end of the bytes for the end of the data. Only " +
        'what the JSON parser can tell is refused.',
      'uses one connection for requests that follow each other':
        "Node's fetch counts a connection as busy for a moment after the answer, and opens a second one.",
    },
  );

  for (const [contentType, bytes, data] of [
    ['application/json; charset=windows-1252', Buffer.of(0x22, 0xdc, 0x22), undefined],
    ['application/json; charset="Shift_JIS"', Buffer.of(0x22, 0x82, 0xa0, 0x22), undefined],
    ['application/json; charset=windows-1252', Buffer.from('"plain"'), 'plain'],
    ['application/json; charset="UTF-8"', Buffer.from('"é"'), 'é'],
    ['application/json', Buffer.from('"é"'), 'é'],
  ] as const) {
    it(`never takes for data what HttpClient misreads: ${bytes.toString('hex')} as ${contentType}`, async () => {
      const server = await loopbackServer((response) =>
        response.writeHead(200, { 'content-type': contentType }).end(bytes),
      );
      const http = app.injector.get(HttpClient);
      const client = clientOf(
        () => httpClientAdapter(http, { redirect: 'manual', transferCache: false }),
        server.url,
      );
      if (data === undefined) expect(await failureOf(client.get('/x'))).toBeInstanceOf(ResponseParseError);
      else expect((await lastValueFrom(client.get('/x'))).data).toBe(data);
      client.close();
      await server.close();
    });
  }
});
