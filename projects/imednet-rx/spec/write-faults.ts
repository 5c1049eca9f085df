import { AxiosError, type AxiosAdapter, type AxiosResponse } from 'axios';
import { type FakeImednet, fakeImednetAdapter } from 'imednet-rx/testing';

/** How a POST goes wrong, or does not; behind `after` the server has the records. */
export const WRITE_FAULTS = [
  'none',
  'connection refused',
  'no address',
  '429',
  '400',
  'reset before',
  'reset after',
  '500 before',
  '500 after',
  '503 before',
  '504 after',
  'cut after',
  'page of a gateway after',
  'no batch after',
  'hang before',
  'hang after',
] as const;
export type WriteFault = (typeof WRITE_FAULTS)[number];

const CODES: Partial<Record<WriteFault, string>> = {
  'connection refused': 'ECONNREFUSED',
  'no address': 'ENOTFOUND',
  'reset before': 'ECONNRESET',
  'reset after': 'ECONNRESET',
};
const BODIES: Partial<Record<WriteFault, string>> = {
  'cut after': '{"jobId":"1","ba',
  'page of a gateway after': '<html>',
  'no batch after': '{"jobId":"1"}',
};

/** A fake server whose POSTs fail one after the other as told, the others not at all; GETs never do. */
export class FaultyServer {
  /** What becomes of the next POSTs. */
  readonly ahead: WriteFault[] = [];
  /** POSTs that left the client. */
  posts = 0;
  /** Called when a POST will never be answered. */
  onHang = (): void => undefined;
  readonly #answer: AxiosAdapter;

  constructor(readonly fake: FakeImednet) {
    this.#answer = fakeImednetAdapter(fake);
  }

  readonly adapter: AxiosAdapter = async (config) => {
    if (config.method !== 'POST') return this.#answer(config);
    this.posts += 1;
    const fault = this.ahead.shift() ?? 'none';
    const answer = fault.endsWith('after') || fault === 'none' ? await this.#answer(config) : undefined;
    const code = CODES[fault];
    if (code !== undefined) throw new AxiosError('failed', code);
    if (fault.startsWith('hang')) {
      this.onHang();
      return new Promise(() => undefined);
    }
    const status = Number(/^\d{3}/.exec(fault)?.[0] ?? answer?.status);
    return {
      ...{ status, statusText: '', headers: {}, config, request: undefined },
      data: status < 300 ? (BODIES[fault] ?? String(answer?.data)) : '{}',
    } satisfies AxiosResponse;
  };
}
