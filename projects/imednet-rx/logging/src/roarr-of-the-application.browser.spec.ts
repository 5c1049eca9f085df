import { ROARR, Roarr } from 'roarr';
import { roarrLogger } from './roarr-logger';

describe('the roarr of an application in a browser', () => {
  let former: typeof ROARR.write;

  beforeEach(() => (former = ROARR.write));

  afterEach(() => (ROARR.write = former));

  it('writes its own lines only, and we only ours', () => {
    const [theirs, ours]: [string[], string[]] = [[], []];
    ROARR.write = (line) => theirs.push(line);
    const logger = roarrLogger({ write: (line) => ours.push(line) });
    Roarr.info('before');
    logger.log('info', 'ours', {});
    Roarr.info('after');
    const facts = (lines: string[]): unknown[] =>
      lines.map((line) => {
        const { message, sequence } = JSON.parse(line) as {
          readonly message: string;
          readonly sequence: string;
        };
        return [message, Number(sequence)];
      });
    expect(facts(ours)).toEqual([['ours', 0]]);
    const first = ROARR.sequence - 2;
    expect(facts(theirs)).toEqual([
      ['before', first],
      ['after', first + 1],
    ]);
  });
});
