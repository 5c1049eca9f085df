import { inspect } from 'node:util';
import { reachableText } from '../transport-contract/stage';

/** Every text form in which an error, or one that caused it, could reach a log. */
export function textsOf(error: unknown): readonly string[] {
  const chain: unknown[] = [];
  for (let link = error; link !== undefined && !chain.includes(link); link = causeOf(link)) chain.push(link);
  return chain.flatMap((link) => [
    String(link),
    ...(link instanceof Error ? [link.message, link.stack ?? ''] : []),
    JSON.stringify(link ?? null),
    inspect(link, { depth: Infinity, showHidden: true, getters: true }),
    reachableText(link),
  ]);
}

function causeOf(error: unknown): unknown {
  return error instanceof Error ? error.cause : undefined;
}
