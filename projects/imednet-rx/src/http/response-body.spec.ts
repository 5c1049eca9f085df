import { AdapterError } from './adapter-error';
import { DETAILS_TIME, isTooLarge, readBody, readBytes, toBody } from './response-body';

const chunked = (
  ...sizes: readonly number[]
): { next: () => Promise<{ value?: Uint8Array }>; read: () => number } => {
  let at = 0;
  const next = (): Promise<{ value?: Uint8Array }> => {
    const size = sizes[at++];
    return Promise.resolve(size === undefined ? {} : { value: new Uint8Array(size).fill(at) });
  };
  return { next, read: () => at };
};

describe('readBytes', () => {
  it('puts the chunks together in their order', async () => {
    expect(await readBytes(chunked(2, 0, 1).next, 10)).toEqual(Uint8Array.of(1, 1, 3));
    expect(await readBytes(chunked().next, 10)).toEqual(new Uint8Array());
  });

  it('reads as much as the limit, and no chunk more than one that exceeds it', async () => {
    expect((await readBytes(chunked(4, 6).next, 10))?.length).toBe(10);
    const endless = chunked(4, 6, 1, 1, 1);
    expect(await readBytes(endless.next, 10)).toBeUndefined();
    expect(endless.read()).toBe(3);
  });
});

describe('readBody', () => {
  const head = (status: number): { status: number; contentType: undefined } => ({
    status,
    contentType: undefined,
  });
  const broken = (): Promise<never> => Promise.reject(new Error('broken'));
  const silent = (): Promise<never> => new Promise(() => undefined);

  for (const status of [302, 400, 503]) {
    it(`keeps a ${String(status)} whose body breaks off, or does not arrive`, async () => {
      jasmine.clock().install();
      const cancel = jasmine.createSpy();
      const broken$ = readBody(head(status), broken, cancel, 10);
      const silent$ = readBody(head(status), silent, cancel, 10);
      jasmine.clock().tick(DETAILS_TIME);
      jasmine.clock().uninstall();
      expect(await broken$).toEqual({ data: '', bodySize: 0 });
      expect(await silent$).toEqual({ data: '', bodySize: 0 });
      expect(cancel).toHaveBeenCalledTimes(2);
    });
  }

  it('rejects when data break off', async () => {
    await expectAsync(readBody(head(200), broken, () => undefined, 10)).toBeRejectedWithError('broken');
  });
});

describe('toBody', () => {
  const bytes = Uint8Array.of(0x7b, 0xdc);
  for (const status of [200, 201, 299]) {
    it(`returns no text that is invalid for a ${String(status)}, and rejects what is too large`, () => {
      expect(toBody(bytes, status, undefined)).toEqual({ data: undefined, bodySize: 2 });
      expect(toBody(bytes, status, 'x/y; charset=latin1')).toEqual({ data: '{Ü', bodySize: 2 });
      expect(() => toBody(undefined, status, undefined)).toThrowError(AdapterError, /ERR_RESPONSE_TOO_LARGE/);
    });
  }
  for (const status of [0, 199, 302, 400, 500]) {
    it(`keeps a ${String(status)}, whatever its body`, () => {
      expect(toBody(bytes, status, undefined)).toEqual({ data: '{\ufffd', bodySize: 2 });
      expect(toBody(undefined, status, undefined)).toEqual({ data: '', bodySize: 0 });
    });
  }
});

describe('isTooLarge', () => {
  const rejections: readonly (readonly [unknown, boolean])[] = [
    [new AdapterError('ERR_RESPONSE_TOO_LARGE'), true],
    [new AdapterError('ERR_BAD_RESPONSE', 'maxContentLength size of 10 exceeded'), true],
    [new AdapterError('ERR_BAD_RESPONSE', 'stream has been aborted'), false],
    [new AdapterError('ECONNRESET', 'maxContentLength'), false],
    [new Error('maxContentLength size of 10 exceeded'), false],
    [{ code: 'ERR_BAD_RESPONSE' }, false],
    [{ code: 'ERR_BAD_RESPONSE', message: 5 }, false],
    ['ERR_RESPONSE_TOO_LARGE', false],
    [undefined, false],
  ];
  for (const [rejection, expected] of rejections) {
    it(`is ${String(expected)} for ${String(rejection)}`, () => {
      expect(isTooLarge(rejection)).toBe(expected);
    });
  }
});
