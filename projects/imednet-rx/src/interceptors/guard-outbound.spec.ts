import type { AxiosResponse } from 'axios';
import { of } from 'rxjs';
import { aRequest } from '../../spec/a-request';
import { isImednetError } from '../errors/imednet-error';
import { InvalidArgumentError } from '../errors/client-error';
import type { ImednetRequest } from '../http/imednet-request';
import { guardOutbound } from './guard-outbound';

const response = { status: 200 } as AxiosResponse;
const request = aRequest({
  url: 'https://api.test/edc/api/v1/edc/studies',
  route: '/api/v1/edc/studies',
  headers: { accept: 'application/json' },
});

function send(changed: Partial<ImednetRequest>): {
  readonly sent: ImednetRequest[];
  readonly error: unknown;
} {
  const sent: ImednetRequest[] = [];
  let error: unknown;
  guardOutbound('https://api.test/edc', ['https://files.test'])({ ...request, ...changed }, (current) => {
    sent.push(current);
    return of(response);
  }).subscribe({ error: (reason: unknown) => (error = reason) });
  return { sent, error };
}

describe('guardOutbound', () => {
  const passing: readonly (readonly [string, Partial<ImednetRequest>])[] = [
    ['the request as it was', {}],
    ['another path of the own origin', { url: 'https://api.test/other' }],
    ['an allowed origin', { url: 'https://files.test/x' }],
    ['further headers', { headers: { 'x-note': 'é' } }],
  ];
  for (const [story, changed] of passing) {
    it(`lets ${story} pass, unchanged`, () => {
      const { sent, error } = send(changed);

      expect(error).toBeUndefined();
      expect(sent).toEqual([{ ...request, ...changed }]);
    });
  }

  const refused: readonly (readonly [string, Partial<ImednetRequest>])[] = [
    ['another origin', { url: 'https://evil.test/CANARY' }],
    ['another scheme', { url: 'http://api.test/CANARY' }],
    ['user information', { url: 'https://CANARY:x@api.test/' }],
    ['javascript:', { url: 'javascript:CANARY' }],
    ['a header with a line break', { headers: { 'x-note': 'CANARY\r\nx: y' } }],
    ['a header beyond Latin-1', { headers: { 'x-note': 'CANARY€' } }],
    ['a header name with a line break', { headers: { 'x\r\nCANARY': 'x' } }],
    ['a header that is no text', { headers: { 'x-note': ['CANARY'] as unknown as string } }],
    ['an address that is none', { url: 'CANARY' }],
    ['a relative address', { url: '/api/v1/edc/CANARY' }],
    ['an empty address', { url: '' }],
    ['a query, before which parameters would get lost', { url: 'https://api.test/x?CANARY=1' }],
    ['a fragment, behind which parameters would get lost', { url: 'https://api.test/x#CANARY' }],
  ];
  for (const [story, changed] of refused) {
    it(`refuses ${story} with a typed error through the Observable, quotes nothing, sends nothing`, () => {
      const { sent, error } = send(changed);

      expect(sent).toEqual([]);
      expect(isImednetError(error)).withContext(String(error)).toBeTrue();
      expect(error).toBeInstanceOf(InvalidArgumentError);
      expect(
        `${String(error)} ${JSON.stringify(error)} ${JSON.stringify({ ...(error as object) })}`,
      ).not.toContain('CANARY');
    });
  }

  it('checks at each subscription, not when the chain is built', () => {
    const headers: Record<string, string> = { a: 'x' };
    const source = guardOutbound('https://api.test', [])({ ...request, headers }, () => of(response));
    headers['a'] = 'x\n';
    let error: unknown;
    source.subscribe({ error: (reason: unknown) => (error = reason) });

    expect(error).toBeInstanceOf(InvalidArgumentError);
  });
});
