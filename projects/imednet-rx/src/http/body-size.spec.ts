import type { AxiosResponse } from 'axios';
import { bodySize } from './body-size';

describe('bodySize', () => {
  const sizes: readonly (readonly [string, object, string, number])[] = [
    ['what the transport counted', { bodySize: 7, headers: { 'content-length': '5' } }, '{}', 7],
    ['what the server says', { headers: { 'Content-Length': '10' } }, '{"a":"é"}', 10],
    [
      'the text, when the length is that of compressed bytes',
      { headers: { 'content-length': '5' } },
      'äöäöäö',
      12,
    ],
    ['the text, when the server says nothing', { headers: {} }, '{"a":"é"}', 10],
    ['the text, when the server says nonsense', { headers: { 'content-length': 'many' } }, '{}', 2],
    ['nothing, for what is no text', { headers: {} }, undefined as unknown as string, 0],
  ];
  for (const [story, response, text, size] of sizes) {
    it(`is ${story}`, () => {
      expect(bodySize(response as AxiosResponse, text)).toBe(size);
    });
  }
});
