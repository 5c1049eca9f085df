import { aRequest } from '../../spec/a-request';
import { ResponseParseError } from '../errors/request-error';
import { parseJson } from './parse-json';

const request = aRequest({
  url: 'https://api.test/api/v1/edc/studies/JANE-CANARY/records',
  route: '/api/v1/edc/studies/{studyKey}/records',
  timeout: 30_000,
});

const isParseError = (error: unknown): boolean =>
  error instanceof ResponseParseError &&
  !`${error.message}${error.stack ?? ''}${JSON.stringify(error)}`.includes('CANARY');

describe('parseJson', () => {
  const sample = {
    metadata: { status: 'OK', error: {} },
    pagination: { currentPage: 0, size: 2, totalPages: 1, totalElements: 2 },
    data: [
      { recordId: 1, subjectKey: 'JANE-CANARY', note: 'é😀 "quoted" \\ \n', ok: true, x: null, n: -1.5e3 },
      { recordId: 2 },
    ],
  };

  it('reads a whole object', () => {
    expect(parseJson(JSON.stringify(sample), 200, request)).toEqual(sample);
    expect(parseJson(`\r\n ${JSON.stringify(sample, null, 2)} \n`, 200, request)).toEqual(sample);
  });

  for (const [story, text] of [
    ['compact', JSON.stringify(sample)],
    ['indented', JSON.stringify(sample, null, 2)],
    ['of a bare array', JSON.stringify(sample.data)],
  ] as const) {
    it(`never takes a cut-off body for data, wherever the cut is (${story})`, () => {
      for (let length = 0; length < text.length; length++) {
        expect(() => parseJson(text.slice(0, length), 200, request))
          .withContext(`cut at ${length}`)
          .toThrowMatching(isParseError);
      }
    });
  }

  const refused: readonly (readonly [string, unknown])[] = [
    ['an empty body', ''],
    ['white space', ' \r\n'],
    ['a web page', '<!doctype html><title>JANE-CANARY</title>'],
    ['two documents', '{}{}'],
    ['something behind the end', '{"a":1}x'],
    ['NaN', '{"a":NaN}'],
    ['undefined', undefined],
    ['null', null],
    ['an object that something parsed before', { data: [] }],
    ['bytes', new Uint8Array([123, 125])],
  ];
  for (const [story, text] of refused) {
    it(`refuses ${story}`, () => {
      expect(() => parseJson(text, 200, request)).toThrowMatching(isParseError);
    });
  }

  it('gives the status and the route with the error, no cause, and no body', () => {
    try {
      parseJson('{"name":"JANE-CANARY"', 202, request);
      fail('it was taken for data');
    } catch (error) {
      expect(error).toBeInstanceOf(ResponseParseError);
      expect(JSON.parse(JSON.stringify(error))).toEqual(
        jasmine.objectContaining({ status: 202, method: 'GET', route: request.route }),
      );
      expect((error as ResponseParseError).cause).toBeUndefined();
    }
  });

  it('expects no body of a 204', () => {
    expect(parseJson('', 204, request)).toBeNull();
    expect(parseJson(undefined, 204, request)).toBeNull();
  });

  for (const [text, value] of [
    ['null', null],
    ['[]', []],
    ['"x"', 'x'],
    ['0', 0],
    ['false', false],
  ] as const) {
    it(`reads ${text}, which is JSON too`, () => {
      expect(parseJson(text, 200, request)).toEqual(value);
    });
  }
});
