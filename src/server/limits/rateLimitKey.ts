import { isIPv6 } from 'node:net';
import type { Actor } from '../../register/Actor.ts';

/** The key of a client for the rate limit: the name of its token, or its network if it sends no token. */
export function rateLimitKey(actor: Actor | null, address: string): string {
  return actor ? `token ${actor.name}` : networkOf(address);
}

/** An IPv4 address, or the /64 network of an IPv6 address, which belongs to one subscriber. */
export function networkOf(address: string): string {
  if (!address.includes(':')) return address;
  const mapped = /^::ffff:(\d{1,3}(?:\.\d{1,3}){3})$/i.exec(address)?.[1];
  if (mapped) return mapped;
  const [plain = ''] = address.split('%');
  return isIPv6(plain) ? `${firstHalf(plain)}::/64` : address;
}

/** `2001:db8::1` → `2001:db8:0:0`. */
function firstHalf(address: string): string {
  const [before = '', after] = address.split('::');
  const head = before === '' ? [] : before.split(':');
  const tail = after ? after.split(':') : [];
  // An IPv4 address at the end is two groups.
  const tailLength = tail.length + (tail.at(-1)?.includes('.') ? 1 : 0);
  const zeros = after === undefined ? 0 : 8 - head.length - tailLength;
  const groups = [...head, ...Array.from({ length: zeros }, () => '0'), ...tail];
  return groups
    .slice(0, 4)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}
