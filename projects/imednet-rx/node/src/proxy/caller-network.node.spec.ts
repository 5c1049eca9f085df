import { callerNetwork } from './caller-network';

describe('the network of a caller', () => {
  const cases: readonly (readonly [address: string | undefined, network: string])[] = [
    ['192.0.2.7', '192.0.2.7'],
    ['::ffff:192.0.2.7', '192.0.2.7'],
    ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2::/64'],
    ['2001:db8:1:2:ffff:ffff:ffff:ffff', '2001:db8:1:2::/64'],
    ['2001:db8:1:3:3:4:5:6', '2001:db8:1:3::/64'],
    ['2001:db8::6', '2001:db8:0:0::/64'],
    ['2001:db8::2:3:4:5:6', '2001:db8:0:2::/64'],
    ['::1', '0:0:0:0::/64'],
    ['fe80::1%eth0', 'fe80:0:0:0::/64'],
    ['64:ff9b:1:2::192.0.2.7', '64:ff9b:1:2::/64'],
    // Of a connection that is closed, and of a Unix socket.
    [undefined, ''],
    ['', ''],
  ];
  for (const [address, network] of cases) {
    it(`of ${String(address)} is ${network}`, () => {
      expect(callerNetwork(address)).toBe(network);
    });
  }
});
