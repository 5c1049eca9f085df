import { describeTransportAborts } from './transport-contract/aborts';
import { describeTransportAnswers } from './transport-contract/answers';
import { describeTransportBytes } from './transport-contract/bytes';
import { describeTransportFailures } from './transport-contract/failures';
import { describeTransportSize } from './transport-contract/size';
import { describeTransportText } from './transport-contract/text';
import type { AdapterUnderTest, Row } from './transport-contract/stage';

/** What is known to be missing in an adapter that is not ours: the story of a row, and why. */
export type KnownDeviations = Readonly<Record<string, string>>;

/**
 * Specs of what the client needs of an axios adapter, over real sockets.
 *
 * @param name - of the adapter
 * @param adapter - gives it
 * @param deviations - rows that an adapter of others can't satisfy, with the reason; they are left out
 */
export function describeTransportContract(
  name: string,
  adapter: AdapterUnderTest,
  deviations: KnownDeviations = {},
): void {
  const row: Row = (story, body) => {
    if (deviations[story] === undefined) it(story, body);
  };
  describe(`The transport contract, with ${name},`, () => {
    for (const part of [
      describeTransportAnswers,
      describeTransportBytes,
      describeTransportText,
      describeTransportSize,
      describeTransportFailures,
      describeTransportAborts,
    ]) {
      part(row, adapter);
    }
  });
}
