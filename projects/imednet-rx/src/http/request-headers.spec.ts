import { AxiosHeaders } from 'axios';
import { RequestHeaders } from './request-headers';

describe('RequestHeaders', () => {
  let headers: RequestHeaders;

  beforeEach(() => {
    headers = new RequestHeaders({ Accept: 'application/json', 'X-Api-Key': 'key' });
  });

  it('are properties in lower case, as adapters read them', () => {
    const own: object = Object.assign({}, headers);
    expect(own).toEqual({ accept: 'application/json', 'x-api-key': 'key' });
    expect(Object.entries(headers)).toEqual([...headers]);
    expect(JSON.parse(JSON.stringify(headers))).toEqual(headers.toJSON());
  });

  it('are found in any case', () => {
    expect([headers.get('ACCEPT'), headers.has('x-api-KEY'), headers.get('date')]).toEqual([
      ...['application/json', true, undefined],
    ]);
  });

  it('take the place of one another, and go', () => {
    expect(headers.set('ACCEPT', 'text/html').get('accept')).toBe('text/html');
    expect([headers.delete('Accept'), headers.delete('Accept'), headers.has('accept')]).toEqual([
      ...[true, false, false],
    ]);
  });

  it('can be named as anything, also as what objects inherit', () => {
    const odd = new RequestHeaders({ set: 's', constructor: 'a', __proto__: 'b', get: 'c' });
    expect([...odd[Symbol.iterator]()].map(([name]) => name)).toEqual(['set', 'constructor', 'get']);
    headers.set('__proto__', 'd');
    for (const each of [odd, headers]) {
      expect(Object.getPrototypeOf(each)).toBe(RequestHeaders.prototype);
    }
    expect(new RequestHeaders().get('constructor')).toBeUndefined();
  });

  it('become those of axios, with all of them', () => {
    expect(AxiosHeaders.from(headers as never).toJSON()).toEqual(
      jasmine.objectContaining({ accept: 'application/json', 'x-api-key': 'key' }),
    );
  });
});
