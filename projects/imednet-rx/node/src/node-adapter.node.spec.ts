import { describeTransportContract } from '../../spec/node/transport-contract';
import { nodeAdapter } from './node-adapter';

describeTransportContract('nodeAdapter', () => nodeAdapter());
