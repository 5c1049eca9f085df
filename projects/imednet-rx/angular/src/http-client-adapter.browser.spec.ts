import { FetchBackend, HttpClient, HttpXhrBackend, provideHttpClient, withFetch } from '@angular/common/http';
import { TestBed } from '@angular/core/testing';
import { describeBrowserTransport } from '../../spec/browser/transport-contract';
import { httpClientAdapter } from './http-client-adapter';

describe('over Angular’s HttpClient with fetch:', () => {
  describeBrowserTransport('HttpClient', () => {
    TestBed.configureTestingModule({ providers: [provideHttpClient(withFetch())] });
    expect(TestBed.inject(FetchBackend)).toBeTruthy();
    return httpClientAdapter(TestBed.inject(HttpClient), { redirect: 'manual', transferCache: false });
  });
});

describe('over Angular’s HttpClient with XMLHttpRequest:', () => {
  describeBrowserTransport(
    'HttpClient',
    () => {
      TestBed.configureTestingModule({ providers: [provideHttpClient()] });
      expect(TestBed.inject(HttpXhrBackend)).toBeTruthy();
      return httpClientAdapter(TestBed.inject(HttpClient), { transferCache: false });
    },
    true,
  );
});
