import { isIPv6 } from 'node:net';

/**
 * Whose rate a connection counts for by default: its IPv4 address, or its IPv6 network. Whoever has one address of such a
 * network has all 2^64 of it, and could come from another one each time.
 *
 * @see {@link https://www.rfc-editor.org/rfc/rfc4291#section-2.5.4 | RFC 4291, section 2.5.4}
 */
export function callerNetwork(address = ''): string {
  const mapped = /^::ffff:([\d.]+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  const [bare = ''] = address.split('%');
  if (!isIPv6(bare)) return address;
  return `${groupsOf(bare).slice(0, 4).join(':')}::/64`;
}

/** The eight groups of an address; of one that ends in an IPv4 address, the first seven are right. */
function groupsOf(address: string): readonly string[] {
  const [head = [], tail = []] = address
    .split('::')
    .map((part) => part.split(':').filter((group) => group !== ''));
  const missing = 8 - head.length - tail.length;
  return [...head, ...Array<string>(missing).fill('0'), ...tail];
}
