import type { IncomingMessage } from 'node:http';
import { pipeline, Readable } from 'node:stream';
import { type AuthHeaders, decodeResponseText } from 'imednet-rx';
import { asyncScheduler } from 'rxjs';
import { decoderOf } from '../decoders';

/** Bytes of an error, once it is decoded. */
const LARGEST = 2 ** 20;
/** How long it may take, in ms. */
const LONGEST_WAIT = 1_000;
/** What is shorter is no secret, and stands in any text. */
const SHORTEST_SECRET = 8;

/**
 * Reads an error of the API to its end.
 *
 * @param credentials - what must not stand in it
 * @returns its body; rejects when that is no JSON, too large, too slow, broken off, or repeats a credential
 */
export async function readError(answer: IncomingMessage, credentials: AuthHeaders): Promise<Readable> {
  const text = await textOf(answer);
  // Written anew, so that no escaped letter hides anything.
  const plain = JSON.stringify(JSON.parse(text));
  if (secretsOf(credentials).some((secret) => text.includes(secret) || plain.includes(secret))) {
    throw new Error('The error repeats a credential.');
  }
  return Readable.from([Buffer.from(text)]);
}

async function textOf(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  const late = asyncScheduler.schedule(
    () => answer.destroy(new Error('The error is too slow.')),
    LONGEST_WAIT,
  );
  try {
    for await (const chunk of decoded(answer) as AsyncIterable<Buffer>) {
      size += chunk.length;
      if (size > LARGEST) throw new Error('The error is too large.');
      chunks.push(chunk);
    }
  } finally {
    late.unsubscribe();
  }
  // What is passed on is UTF-8, whatever it came in.
  return decodeResponseText(Buffer.concat(chunks), answer.headers['content-type'], false) ?? '';
}

function decoded(answer: IncomingMessage): Readable {
  const { 'content-encoding': coding = 'identity' } = answer.headers;
  if (coding.toLowerCase() === 'identity') return answer;
  const decoder = decoderOf(coding);
  if (!decoder) throw new Error('The error has a coding that this Node does not know.');
  // Reading from the decoder tells of what goes wrong.
  return pipeline(answer, decoder, () => undefined);
}

/** Header values as they stand in JSON, and what follows a scheme such as `Bearer`. */
function secretsOf(credentials: AuthHeaders): readonly string[] {
  return Object.values(credentials)
    .flatMap((value) => [value, value.slice(value.indexOf(' ') + 1)])
    .map((value) => JSON.stringify(value).slice(1, -1))
    .filter((value) => value.length >= SHORTEST_SECRET);
}
