import { defer, throwError } from 'rxjs';
import type { AuthStrategy } from '../../../src/auth/auth-strategy';
import { BearerAuth } from '../../../src/auth/bearer-auth';
import { ImednetClient } from '../../../src/client/imednet-client';
import { type Call, RECORDS } from './call';
import { canary } from './canary';
import { REQUEST } from './request-calls';

const [PARAMS, OPTIONS] = REQUEST;
const error = 'InvalidArgumentError';

const failing: AuthStrategy = {
  headers: () => throwError(() => Object.assign(new Error(canary('token')), { code: canary('code') })),
};
const BAD_KEYS = { apiKey: canary('key'), securityKey: `${canary('key')}\n`, baseUrl: canary('url') };

/** What never leaves the client: bad input, and credentials that can't be had. */
export const REFUSED_CALLS: readonly Call[] = [
  {
    ...{ story: 'a header that would break out', error },
    run: ({ client }) => client.get(RECORDS, PARAMS, { headers: { 'x-note': `${canary('header')}\n` } }),
  },
  {
    ...{ story: 'a header without a proper name', error },
    run: ({ client }) => client.get(RECORDS, PARAMS, { headers: { [`${canary('name')} x`]: '1' } }),
  },
  {
    ...{ story: 'a path with a query', error },
    run: ({ client }) => client.get(`${RECORDS}?x=${canary('path')}`, ...REQUEST),
  },
  {
    ...{ story: 'an address elsewhere', error },
    run: ({ client }) => client.get(`https://${canary('host')}.example/${canary('path')}`, ...REQUEST),
  },
  {
    ...{ story: 'a query that has no text form', error },
    run: ({ client }) =>
      client.get(RECORDS, { filter: { [canary('key')]: canary('value') } as never }, OPTIONS),
  },
  {
    ...{ story: 'a body that JSON would change', error },
    run: ({ client }) => client.post(RECORDS, [{ [canary('key')]: NaN }, canary('body')], OPTIONS),
  },
  {
    ...{ story: 'a study key that is none', error },
    run: ({ records }) => records.list({ studyKey: `../${canary('study')}` }),
  },
  {
    ...{ story: 'a filter that changes can not be read by', error },
    run: ({ records }) =>
      records.since(null, { filter: `a==${canary('a')},b==${canary('b')}` }).process(() => []),
  },
  {
    ...{ story: 'a page size that is none', error },
    run: ({ records }) => records.list({ params: { size: canary('size') } }),
  },
  {
    ...{ story: 'settings that are none', error: 'ConfigurationError' },
    run: () => defer(() => new ImednetClient(BAD_KEYS).get('/')),
  },
  {
    ...{ story: 'credentials that can not be had', error: 'AuthStrategyError', config: { auth: failing } },
    run: ({ client }) => client.get(RECORDS, ...REQUEST),
  },
  {
    ...{ story: 'a token that no header can hold', error: 'ConfigurationError' },
    config: { auth: new BearerAuth(() => `${canary('token')}\n`) },
    run: ({ records }) => records.list({ pageSize: 10 }),
  },
];
