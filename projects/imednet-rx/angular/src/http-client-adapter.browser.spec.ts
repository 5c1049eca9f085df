import { FetchBackend, HttpClient, HttpXhrBackend, provideHttpClient, withFetch } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { describeBrowserBodies } from '../../spec/browser/transport-bodies';
import { describeBrowserCache } from '../../spec/browser/transport-cache';
import { describeBrowserTransport } from '../../spec/browser/transport-contract';
import { httpClientAdapter } from './http-client-adapter';

type Adapter = ReturnType<typeof httpClientAdapter>;

function overFetch(transferCache = false): Adapter {
  TestBed.configureTestingModule({ providers: [provideHttpClient(withFetch())] });
  expect(TestBed.inject(FetchBackend)).toBeTruthy();
  return httpClientAdapter(TestBed.inject(HttpClient), { redirect: 'manual', transferCache });
}

function overXhr(transferCache = false): Adapter {
  TestBed.configureTestingModule({ providers: [provideHttpClient()] });
  expect(TestBed.inject(HttpXhrBackend)).toBeTruthy();
  return httpClientAdapter(TestBed.inject(HttpClient), { transferCache });
}

describe('over Angular’s HttpClient with fetch:', () => {
  describeBrowserTransport('HttpClient', () => overFetch());
  describeBrowserBodies('HttpClient with fetch', () => overFetch(), true);
  describeBrowserCache('HttpClient with fetch', () => overFetch());
  describeBrowserCache('HttpClient with fetch and Angular’s own cache', () => overFetch(true));
});

describe('over Angular’s HttpClient with XMLHttpRequest:', () => {
  describeBrowserTransport('HttpClient', () => overXhr(), true);
  describeBrowserBodies('HttpClient with XMLHttpRequest', () => overXhr(), true);
  describeBrowserCache('HttpClient with XMLHttpRequest', () => overXhr());
  describeBrowserCache('HttpClient with XMLHttpRequest and Angular’s own cache', () => overXhr(true));
});
