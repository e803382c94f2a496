import { lookup } from 'node:dns/promises';
import { BlockList, isIP } from 'node:net';
import { Refusal } from '../../platform/errors.ts';

/** Where clouds keep their machines' credentials, and addresses that are none. Private networks are where databases live. */
const never = new BlockList();
never.addSubnet('169.254.0.0', 16, 'ipv4');
never.addSubnet('0.0.0.0', 8, 'ipv4');
never.addSubnet('224.0.0.0', 3, 'ipv4');
never.addSubnet('fe80::', 10, 'ipv6');
never.addSubnet('ff00::', 8, 'ipv6');
never.addAddress('::', 'ipv6');
never.addAddress('fd00:ec2::254', 'ipv6');

/** The address to connect to, looked up once: a name that changes its mind between looking and connecting gains nothing. */
export async function addressOf(host: string): Promise<string> {
  const found = isIP(host) ? [{ address: host, family: isIP(host) }] : await looked(host);
  for (const { address, family } of found) {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '');
    if (never.check(plain, plain === address && family === 6 ? 'ipv6' : 'ipv4')) {
      throw new Refusal('address_refused', `“${host}” (${address}) is no address where a server may be.`, {
        host,
      });
    }
  }
  return found[0]?.address as string;
}

async function looked(host: string) {
  try {
    return await lookup(host, { all: true });
  } catch {
    throw new Refusal('unknown_host', `There is no server called “${host}”. Check the name.`, { host });
  }
}
