import { type LoopbackServer, loopbackServer, sendJson } from '../loopback-server';
import type { OtlpMetrics, OtlpSpan, OtlpTraces, OtlpValue } from './otlp-messages';

/** What a collector was sent by OTLP over HTTP, as JSON. */
export class OtlpCollector {
  private constructor(readonly server: LoopbackServer) {}

  static async start(): Promise<OtlpCollector> {
    return new OtlpCollector(
      await loopbackServer((response) => {
        sendJson(response, 200, {});
      }),
    );
  }

  get url(): string {
    return this.server.url;
  }

  /** Everything that came, as text. */
  get payload(): string {
    return this.server.seen.map(({ body }) => body).join('\n');
  }

  get traces(): readonly OtlpTraces['resourceSpans'][number][] {
    return this.#sent<OtlpTraces>('/v1/traces').flatMap(({ resourceSpans }) => resourceSpans);
  }

  get spans(): readonly OtlpSpan[] {
    return this.traces.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans));
  }

  get metrics(): readonly OtlpMetrics['resourceMetrics'][number][] {
    return this.#sent<OtlpMetrics>('/v1/metrics').flatMap(({ resourceMetrics }) => resourceMetrics);
  }

  close(): Promise<void> {
    return this.server.close();
  }

  #sent<M>(path: string): M[] {
    return this.server.seen
      .filter(({ url }) => url.pathname === path)
      .map(({ body }) => JSON.parse(body) as M);
  }
}

/** Attributes as an object. */
export function attributesOf({ attributes }: { readonly attributes: readonly OtlpValue[] }): object {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}
