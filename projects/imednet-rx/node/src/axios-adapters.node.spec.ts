import { describeTransportContract } from '../../spec/node/transport-contract';

const CUT_COMPRESSION = {
  'never takes a compressed body that ends early for data':
    'It decompresses with Z_SYNC_FLUSH, which takes the end of the bytes for the end of the data. Only ' +
    'what the JSON parser can tell is refused.',
};

describeTransportContract("axios' http", () => 'http', CUT_COMPRESSION);

describeTransportContract('fetch', () => 'fetch', {
  ...CUT_COMPRESSION,
  'accepts and reads br': "Node's fetch asks for br over https: only.",
  'uses one connection for requests that follow each other':
    "Node's fetch counts a connection as busy for a moment after the answer, and opens a second one.",
});
