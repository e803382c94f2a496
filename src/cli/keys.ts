import type { Connection } from './connect.ts';
import { exit, type Output, say, table } from './say.ts';

interface Key {
  id: string;
  name: string;
  prefix: string;
  scopes: string[];
  key?: string;
  lastUsedAt: string | null;
  revokedAt: string | null;
}

/** The key alone on standard output, so that a script can take it as it is. */
export async function createKey(
  api: Connection,
  output: Output,
  given: { name: string; scope: string[] },
): Promise<number> {
  const made = await api.ask<Key>('POST', '/keys', { body: { name: given.name, scopes: given.scope } });
  say(output, made, made.key ?? '');
  if (!output.json)
    process.stderr.write(`Key “${made.name}” (${made.scopes.join(', ')}). It is shown this once.\n`);
  return exit.done;
}

export async function listKeys(api: Connection, output: Output): Promise<number> {
  const { items } = await api.ask<{ items: Key[] }>('GET', '/keys');
  const rows = items.map((key) => [
    key.id,
    key.name,
    `${key.prefix}…`,
    key.scopes.join(','),
    key.revokedAt ? 'revoked' : key.lastUsedAt ? `used ${key.lastUsedAt}` : 'never used',
  ]);
  say(
    output,
    items,
    rows.length > 0 ? table(rows) : 'No keys yet. Make one: ./onus key create --name reporting --scope read',
  );
  return exit.done;
}

/** By id, or by the first characters that `key list` shows. */
export async function revokeKey(api: Connection, output: Output, which: string): Promise<number> {
  const { items } = await api.ask<{ items: Key[] }>('GET', '/keys');
  const found = items.filter(
    (key) => !key.revokedAt && (key.id === which || key.prefix === which || key.name === which),
  );
  const [key] = found;
  if (!key || found.length > 1) {
    const why = key ? 'fits several keys; give the id' : 'fits no key in use';
    process.stderr.write(`“${which}” ${why}. See ./onus key list\n`);
    return exit.refused;
  }
  await api.ask('DELETE', `/keys/${key.id}`);
  say(output, { revoked: key.id }, `Key “${key.name}” is revoked.`);
  return exit.done;
}
