import { BlockList, isIP } from 'node:net';
import { z } from 'zod';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { cached } from '../../platform/cached.ts';
import { type Runner, sql } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';

/** An address or a range of them: 198.51.100.0/24, 2001:db8::/32. */
const Network = z.string().trim().refine(isNetwork, 'is an address or a range such as 198.51.100.0/24');

export const OwnNetworks = z
  .object({ networks: z.array(Network).max(200).describe('Where our own people answer from.') })
  .meta({ id: 'OwnNetworks' });
export type OwnNetworks = z.infer<typeof OwnNetworks>;

export async function readOwnNetworks(db: Runner): Promise<OwnNetworks> {
  const row = await db.maybe<{ value: OwnNetworks }>(
    sql`select value from settings where key = 'survey.networks'`,
  );
  return row?.value ?? { networks: [] };
}

export async function saveOwnNetworks(
  platform: Platform,
  actor: Actor,
  given: OwnNetworks,
): Promise<OwnNetworks> {
  require(actor, 'survey:write');
  await platform.db.tx(async (tx) => {
    await tx.run(sql`insert into settings (key, value, changed_at, changed_by)
      values ('survey.networks', ${JSON.stringify(given)}::jsonb, ${platform.clock.now()}::timestamptz, ${actor.personId}::uuid)
      on conflict (key) do update set value = excluded.value, changed_at = excluded.changed_at, changed_by = excluded.changed_by`);
    const subject = { kind: 'setting', id: 'survey.networks' };
    await audit(tx, platform, actor, { verb: 'settings.changed', subject, detail: given });
  });
  lists.forget();
  return given;
}

const lists = cached(async (db: Runner) => listOf((await readOwnNetworks(db)).networks), 10);

/** Somebody answers from one of the company's own networks. */
export async function isOwnNetwork(db: Runner, address: string): Promise<boolean> {
  const list = await lists.get(db);
  const plain = address.replace(/^::ffff:(?=\d+\.)/, '');
  const family = isIP(plain);
  return family !== 0 && list.check(plain, family === 6 ? 'ipv6' : 'ipv4');
}

function listOf(networks: string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return list;
}

function isNetwork(text: string): boolean {
  const [address = '', bits, ...more] = text.split('/');
  const family = isIP(address);
  if (family === 0 || more.length > 0) return false;
  return bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= (family === 6 ? 128 : 32));
}
