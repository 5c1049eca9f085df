import type { RequestListener } from 'node:http';
import { FakeImednet } from 'imednet-rx/testing';
import { API_KEY, SECURITY_KEY } from './proxy-stage';

/** A fake study that wants the stage's keys. */
export const demoStudy = (): FakeImednet =>
  new FakeImednet({ seed: 7, subjects: 20, apiKey: API_KEY, securityKey: SECURITY_KEY });

/** Answers over HTTP as the fake does. */
export function answerAs(fake: FakeImednet): RequestListener {
  return (request, response) => {
    const [path = '', query] = (request.url ?? '').split('?');
    const { status, headers, body } = fake.handle({
      method: request.method ?? '',
      path,
      query: new URLSearchParams(query),
      headers: request.headers as Record<string, string>,
      ...(request.method === 'POST' ? { body: [{ formKey: 'AE' }] } : {}),
    });
    response.writeHead(status, headers).end(JSON.stringify(body));
  };
}
