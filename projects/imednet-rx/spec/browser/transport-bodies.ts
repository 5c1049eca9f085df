import { firstValueFrom, lastValueFrom } from 'rxjs';
import { SameOriginAuth } from '../../src/auth/same-origin-auth';
import { createImednet, type Imednet } from '../../src/client/imednet';
import type { ImednetClientConfig } from '../../src/client/imednet-client-config';
import { ApiError } from '../../src/errors/api-error';
import { ResponseParseError } from '../../src/errors/request-error';
import { ResponseTooLargeError } from '../../src/errors/response-too-large-error';
import type { QueryParams } from '../../src/http/query-params';
import { failureOf } from '../failure-of';
import { isBrowser } from './transport-contract';

const LIMIT = 3_000_000;
/** `{"a":"Ü"}` in Latin-1. */
const LATIN1 = '7b2261223a22dc227d';
const UTF8 = '7b2261223a22c39c227d';
const UTF16 = '7b002200610022003a002200dc0022007d00';

/**
 * Specs of how bodies are read in a browser, with responses that the page asks for.
 *
 * @param name - of the adapter
 * @param adapter - returns it
 * @param decodesItself - whether text arrives decoded
 */
export function describeBrowserBodies(
  name: string,
  adapter: () => ImednetClientConfig['adapter'],
  decodesItself = false,
): void {
  if (!isBrowser) return;
  describe(`a body in a browser, through ${name}`, () => {
    let imednet: Imednet;

    beforeEach(() => {
      imednet = createImednet({
        ...{ auth: new SameOriginAuth(), baseUrl: location.origin, adapter: adapter(), retries: 0 },
        maxResponseBytes: LIMIT,
      });
    });

    afterEach(() => {
      imednet.close();
    });

    const get = (params: QueryParams): Promise<unknown> =>
      lastValueFrom(imednet.client.get('/scripted', params)).then(({ data }) => data);
    const failure = (params: QueryParams): Promise<unknown> =>
      failureOf(imednet.client.get('/scripted', params));

    if (!decodesItself) {
      for (const [type, body] of [
        ['application/json', UTF8],
        ['application/json; charset=iso-8859-1', LATIN1],
        ['application/json; charset="WINDOWS-1252"', LATIN1],
        ['application/json; charset=utf-16le', UTF16],
      ] as const) {
        it(`decodes ${type}`, async () => {
          expect(await get({ type, body })).toEqual({ a: 'Ü' });
        });
      }

      for (const type of [
        'application/json',
        'application/json; charset=utf-8',
        'application/json; charset=utf-7',
      ]) {
        it(`rejects bytes that are not text in ${type}`, async () => {
          expect(await failure({ type, body: LATIN1 })).toBeInstanceOf(ResponseParseError);
        });
      }
    }

    it('keeps the error of a status whose body is not text', async () => {
      expect(await failure({ status: 400, body: LATIN1 })).toEqual(jasmine.objectContaining({ status: 400 }));
    });

    for (const coding of ['', 'gzip', 'br', 'deflate']) {
      it(`stops reading an endless body, sent as ${coding || 'it is'}`, async () => {
        const id = `${name} ${coding}`;
        expect(await failure({ coding, id, endless: true, body: UTF8 })).toBeInstanceOf(
          ResponseTooLargeError,
        );
        await expectAborted(id);
      });
    }

    it('keeps the error of a status whose body is endless', async () => {
      const id = `${name} 503`;
      const error = await failure({ status: 503, id, endless: true });
      expect(error).toBeInstanceOf(ApiError);
      expect((error as ApiError).status).toBe(503);
      await expectAborted(id);
    });

    async function expectAborted(id: string): Promise<void> {
      const isAborted = imednet.client.get('/scripted/aborted', { id });
      while ((await firstValueFrom(isAborted)).data !== true) await new Promise((go) => setTimeout(go, 20));
    }
  });
}
