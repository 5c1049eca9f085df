import { lastValueFrom } from 'rxjs';
import { ApiError } from '../../../src/errors/api-error';
import { ResponseParseError } from '../../../src/errors/request-error';
import { failureOf } from '../../failure-of';
import { type AdapterUnderTest, CANARY, reachableText, type Row, staged } from './stage';

/** Bytes around a value, as a server sends them, and what they are in their charset. */
type TextCase = readonly [contentType: string, bytes: Buffer, value: string];

const around = (...value: number[]): Buffer =>
  Buffer.concat([Buffer.from('{"a":"'), Buffer.from(value), Buffer.from('"}')]);
const utf16 = (text: string): Buffer => Buffer.from(text, 'utf16le');
const swapped = (bytes: Buffer): Buffer => Buffer.from(bytes).swap16();

const READABLE: readonly TextCase[] = [
  ['application/json', Buffer.from('{"a":"é漢𝄞"}'), 'é漢𝄞'],
  ['application/json; charset=utf-8', Buffer.from('\uFEFF{"a":"é"}'), 'é'],
  ['application/json;charset=UTF8', Buffer.from('{"a":"é"}'), 'é'],
  ['application/json; charset=iso-8859-1', around(0xdc, 0xe9), 'Üé'],
  ['application/json; charset=windows-1252', around(0x80, 0x92, 0xdc), '€’Ü'],
  ['application/json; Charset="WINDOWS-1252"; x=y', around(0x80), '€'],
  ['application/json; charset=ISO-8859-15', around(0xa4), '€'],
  ['application/json; charset=shift_jis', around(0x82, 0xa0), 'あ'],
  ['application/json; charset=utf-16le', utf16('{"a":"é𝄞"}'), 'é𝄞'],
  ['application/json; charset="UTF-16LE"', utf16('\uFEFF{"a":"é"}'), 'é'],
  ['application/json; charset=utf-16be', swapped(utf16('{"a":"é"}')), 'é'],
  ['application/json; charset=utf-16', swapped(utf16('\uFEFF{"a":"é"}')), 'é'],
  ['application/json; charset=utf-16', utf16('\uFEFF{"a":"é"}'), 'é'],
  ['application/json; charset=us-ascii', around(0x41), 'A'],
  ['application/json; profile="a;charset=latin1"', Buffer.from('{"a":"é"}'), 'é'],
  ['application/json; profile="a;charset=utf-8"; charset=latin1', around(0xdc), 'Ü'],
];

const UNREADABLE: readonly (readonly [story: string, contentType: string, bytes: Buffer])[] = [
  ['a byte of Latin-1', 'application/json', around(0x5f, 0xdc, 0x62)],
  ['a byte of Latin-1 in declared UTF-8', 'application/json; charset="utf-8"', around(0xdc, 0x62)],
  ['a continuation byte alone', 'application/json', around(0x80)],
  ['a character that is cut off', 'application/json', around(0xe2, 0x82)],
  ['an overlong character', 'application/json', around(0xc0, 0xaf)],
  ['a surrogate', 'application/json', around(0xed, 0xa0, 0x80)],
  ['a code point beyond Unicode', 'application/json', around(0xf4, 0x90, 0x80, 0x80)],
  ['a byte that is never UTF-8', 'application/json', around(0xff)],
  ['a value of the wrong charset', 'application/json; charset=shift_jis', around(0x82)],
  ['half a character of UTF-16', 'application/json; charset=utf-16le', utf16('{"a":1}').subarray(0, -1)],
  ['a surrogate of UTF-16 alone', 'application/json; charset=utf-16le', utf16('{"a":"\ud800"}')],
  ['a byte beyond ASCII', 'application/json; charset=us-ascii', around(0xdc)],
  [
    'text of UTF-8 that is declared twice',
    'application/json; charset=latin1; charset=utf-8',
    around(0xc3, 0x9c),
  ],
  ['text of Latin-1 that is declared twice', 'application/json; charset=utf-8; charset=latin1', around(0xdc)],
  ['an unknown charset', 'application/json; charset=klingon', around(0x41)],
  ['a charset that hides markup', 'application/json; charset=utf-7', around(0x41)],
];

const readable = ([contentType, , value]: TextCase): string => `reads ${value} as ${contentType}`;
const unreadable = ([story]: readonly [story: string, ...unknown[]]): string =>
  `never takes ${story} for data`;

/** Stories of the rows, for adapters that decode by themselves. */
export const DECODING_STORIES: readonly string[] = [...READABLE.map(readable), ...UNREADABLE.map(unreadable)];

export function describeTransportText(row: Row, adapter: AdapterUnderTest): void {
  for (const text of READABLE) {
    const [contentType, bytes, value] = text;
    row(readable(text), () =>
      staged(
        adapter,
        (response) => {
          // Byte by byte: characters are split over chunks.
          const next = (at: number): void => {
            if (at === bytes.length) response.end();
            else response.write(bytes.subarray(at, at + 1), () => setImmediate(next, at + 1));
          };
          response.setHeader('content-type', contentType);
          response.socket?.setNoDelay(true);
          next(0);
        },
        async (client) => {
          expect((await lastValueFrom(client.get('/x'))).data).toEqual({ a: value });
        },
      ),
    );
  }

  for (const text of UNREADABLE) {
    const [, contentType, bytes] = text;
    row(unreadable(text), () =>
      staged(
        adapter,
        (response) => response.writeHead(200, { 'content-type': contentType }).end(bytes),
        async (client) => {
          const error = await failureOf(client.get('/x'));
          expect(error).toBeInstanceOf(ResponseParseError);
          expect(reachableText(error)).not.toContain(CANARY);
        },
      ),
    );
  }

  for (const [status, contentType] of [
    [400, 'application/json'],
    [422, 'application/json; charset=klingon'],
    [503, 'application/json; charset=utf-16le'],
  ] as const) {
    row(`keeps the error of a ${String(status)} whose body is not text in ${contentType}`, () =>
      staged(
        adapter,
        (response) => response.writeHead(status, { 'content-type': contentType }).end(around(0xdc, 0x62)),
        async (client) => {
          const error = (await failureOf(client.get('/x'))) as ApiError;
          expect(error).toBeInstanceOf(ApiError);
          expect(error.status).toBe(status);
        },
      ),
    );
  }

  row('reads the details of an error around a byte that is not text', () =>
    staged(
      adapter,
      (response) => {
        const body = Buffer.from('{"metadata":{"error":{"code":"1000","description":"_"}}}');
        body[body.indexOf('_')] = 0xdc;
        response.writeHead(400, { 'content-type': 'application/json' }).end(body);
      },
      async (client) => {
        const { code, description } = (await failureOf(client.get('/x'))) as ApiError;
        expect([code, description]).toEqual(['1000', '\ufffd']);
      },
    ),
  );
}
