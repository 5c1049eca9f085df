import '@angular/compiler';
import { HttpClient, provideHttpClient, withFetch } from '@angular/common/http';
import { type ApplicationRef, provideZonelessChangeDetection } from '@angular/core';
import { createApplication } from '@angular/platform-browser';
import { platformServer, provideServerRendering } from '@angular/platform-server';
import { describeTransportContract } from '../../spec/node/transport-contract';
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
      'accepts and reads br': "Node's fetch asks for br over https: only.",
      'never takes a compressed body that ends early for data':
        "Node's fetch decompresses with Z_SYNC_FLUSH, which takes the end of the bytes for the end of the data. Only " +
        'what the JSON parser can tell is refused.',
      'uses one connection for requests that follow each other':
        "Node's fetch counts a connection as busy for a moment after the answer, and opens a second one.",
    },
  );
});
