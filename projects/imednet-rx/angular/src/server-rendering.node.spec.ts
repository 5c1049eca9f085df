import '@angular/compiler';
import { provideHttpClient, withFetch } from '@angular/common/http';
import { ChangeDetectionStrategy, Component, provideZonelessChangeDetection } from '@angular/core';
import { toSignal } from '@angular/core/rxjs-interop';
import {
  bootstrapApplication,
  type BootstrapContext,
  provideClientHydration,
  withHttpTransferCacheOptions,
} from '@angular/platform-browser';
import { provideServerRendering, renderApplication } from '@angular/platform-server';
import { SameOriginAuth } from 'imednet-rx';
import { toArray } from 'rxjs';
import { type LoopbackServer, loopbackServer, sendJson } from '../../spec/node/loopback-server';
import { type AngularHttpOptions, injectImednet, provideImednet, withAngularHttp } from './public-api';
import { imednetResource } from './imednet-resource';

const PATIENT = 'patient-4711';
const PAGES = 3;

@Component({
  selector: 'app-root',
  template: '<p>{{ subjects().length }} subjects, last {{ subjects().at(-1)?.subjectKey }}</p>',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class WithSignal {
  readonly subjects = toSignal(
    injectImednet().subjects.list({ studyKey: 'DEMO', pageSize: 2 }).pipe(toArray()),
    { initialValue: [] },
  );
}

@Component({
  selector: 'app-root',
  template:
    '<p>{{ list.count() }} subjects, last {{ list.items().at(-1)?.subjectKey }}, {{ list.status() }}</p>',
  changeDetection: ChangeDetectionStrategy.OnPush,
})
class WithResource {
  readonly list = imednetResource(
    () => ({ studyKey: 'DEMO', pageSize: 2 }),
    (imednet, params) => imednet.subjects.pages(params),
  );
}

/** Answers a list of five subjects in pages of two; the second page fails at first. */
async function subjectsServer(): Promise<LoopbackServer> {
  let failures = 1;
  return loopbackServer((response, { url }) => {
    const page = Number(url.searchParams.get('page'));
    if (page === 1 && failures-- > 0) {
      sendJson(response, 503, {});
      return;
    }
    const data = [1, 2].map((index) => ({ subjectId: page * 2 + index, subjectKey: `${PATIENT}-${page}` }));
    const pagination = { currentPage: page, size: 2, totalPages: PAGES, totalElements: 5 };
    sendJson(response, 200, { metadata: {}, pagination, data: page === PAGES - 1 ? data.slice(0, 1) : data });
  });
}

describe('rendering on a server', () => {
  let server: LoopbackServer;

  beforeEach(async () => {
    // That it runs in development mode.
    spyOn(console, 'log');
    server = await subjectsServer();
  });

  afterEach(() => server.close());

  async function rendered(component: new () => object, http?: AngularHttpOptions): Promise<string> {
    return renderApplication(
      (context: BootstrapContext) =>
        bootstrapApplication(
          component,
          {
            providers: [
              provideZonelessChangeDetection(),
              provideServerRendering(),
              provideClientHydration(withHttpTransferCacheOptions({ includePostRequests: true })),
              provideHttpClient(withFetch()),
              provideImednet(
                { auth: new SameOriginAuth(), baseUrl: server.url, backoffFactor: 0.001 },
                ...(http ? [withAngularHttp(http)] : []),
              ),
            ],
          },
          context,
        ),
      { document: '<app-root></app-root>', url: 'http://localhost/', allowedHosts: ['localhost'] },
    );
  }

  const transferred = (html: string): string =>
    /<script[^>]*ng-state[^>]*>(.*?)<\/script>/s.exec(html)?.[1] ?? '';

  for (const [story, component] of [
    ['a signal', WithSignal],
    ['a resource', WithResource],
  ] as const) {
    for (const [transport, http] of [
      ['HttpClient', {}],
      ['its own transport', undefined],
    ] as const) {
      it(`waits for the whole list of ${story}, retries included, over ${transport}`, async () => {
        const html = await rendered(component, http);
        expect(html).toContain(`5 subjects, last ${PATIENT}-2`);
        expect(server.seen.length).toBe(PAGES + 1);
      });
    }
  }

  it('shows a list that is complete as such', async () => {
    expect(await rendered(WithResource)).toContain('complete');
  });

  it('puts nothing of a patient into the state that goes along with the page', async () => {
    const html = await rendered(WithSignal, {});
    expect(html).toContain('ng-state');
    expect(transferred(html)).not.toContain(PATIENT);
  });

  it('puts the answers there when asked to', async () => {
    expect(transferred(await rendered(WithSignal, { transferCache: true }))).toContain(PATIENT);
  });
});
