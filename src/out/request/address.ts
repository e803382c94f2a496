import { lookup } from 'node:dns/promises';
import { BlockList, isIP, isIPv4 } from 'node:net';
import { Refusal } from '../../platform/errors.ts';

/** Nobody may be reached here, whatever is configured: machine credentials in clouds, no address at all, everybody at once. */
const never = new BlockList();
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['169.254.0.0', 16],
  ['224.0.0.0', 3],
] as const)
  never.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['fe80::', 10],
  ['ff00::', 8],
] as const)
  never.addSubnet(net, bits, 'ipv6');
never.addAddress('::', 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');

/** Inside of somebody's network, or of documentation and test nets (IANA special-purpose registries). */
const inside = new BlockList();
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
] as const)
  inside.addSubnet(net, bits, 'ipv4');
for (const [net, bits] of [
  ['::1', 128],
  ['64:ff9b:1::', 48],
  ['100::', 64],
  ['2001::', 23],
  ['2001:db8::', 32],
  ['fc00::', 7],
] as const)
  inside.addSubnet(net, bits, 'ipv6');

/** Why a message may not go to this address; undefined: it may. */
export function objectionTo(address: string, allowInside: boolean): string | undefined {
  const plain = address.replace(/^\[|\]$/g, '').replace(/%.*$/, '');
  const v4 = isIPv4(plain) ? plain : embedded(plain);
  const is = (list: BlockList) =>
    (v4 !== undefined && list.check(v4, 'ipv4')) || (isIP(plain) === 6 && list.check(plain, 'ipv6'));
  if (isIP(plain) === 0 || is(never)) return 'is no address that messages may go to';
  if (!allowInside && is(inside)) return 'is inside of a private network';
  return undefined;
}

/** IPv4 addresses travel inside of IPv6 ones: mapped, compatible, NAT64, 6to4. What counts is where they end up. */
function embedded(v6: string): string | undefined {
  if (isIP(v6) !== 6) return undefined;
  const words = wordsOf(v6);
  const v4 = (high: number, low: number) => [high >> 8, high & 255, low >> 8, low & 255].join('.');
  const [a = 0, b = 0, c = 0] = words;
  const begins = (count: number) => words.slice(0, count).every((word) => word === 0);
  const last = v4(words[6] ?? 0, words[7] ?? 0);
  if (begins(5) && words[5] === 0xffff) return last;
  if (begins(6) && (words[6] !== 0 || (words[7] ?? 0) > 1)) return last;
  if (a === 0x64 && b === 0xff9b && words.slice(2, 6).every((word) => word === 0)) return last;
  if (a === 0x2002) return v4(b, c);
  return undefined;
}

function wordsOf(v6: string): number[] {
  // The address bar's own parser spells every form out the same way: hexadecimal words and at most one “::”.
  const [head = '', tail] = new URL(`http://[${v6}]`).hostname.slice(1, -1).split('::');
  const of = (part: string) => (part === '' ? [] : part.split(':').map((word) => Number.parseInt(word, 16)));
  const [first, rest] = [of(head), of(tail ?? '')];
  return tail === undefined
    ? first
    : [...first, ...new Array(8 - first.length - rest.length).fill(0), ...rest];
}

/**
 * Every address of a host, looked up once; the connection is then made to these and to no other, so a name that answers
 * differently the second time gains nothing.
 * @throws Refusal `unknown_host`, `address_refused`: one bad address among good ones is enough
 */
export async function addressesOf(
  host: string,
  allowInside: boolean,
): Promise<{ address: string; family: number }[]> {
  const plain = host.replace(/^\[|\]$/g, '');
  const found = isIP(plain) ? [{ address: plain, family: isIP(plain) }] : await looked(plain);
  for (const { address } of found) {
    const objection = objectionTo(address, allowInside);
    if (objection) {
      throw new Refusal('address_refused', `“${plain}” (${address}) ${objection}.`, { host: plain, address });
    }
  }
  return found;
}

async function looked(host: string) {
  const found = await lookup(host, { all: true }).catch(() => []);
  if (found.length > 0) return found;
  throw new Refusal('unknown_host', `There is no server called “${host}”. Check the address.`, { host });
}
