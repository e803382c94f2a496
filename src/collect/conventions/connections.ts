import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { seal } from '../../platform/secrets.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { hashOfToken, newToken } from '../../platform/token.ts';
import { sourceIdOf } from '../sources.ts';
import { starter as cloudStarter } from './cloudEvents/door.ts';
import {
  type ConnectionRow,
  connectionsOf,
  endConnectionRow,
  insertConnection,
  updateConnection,
} from './connection.sql.ts';
import type { Connection, ConnectionChange, ConnectionInput } from './connection.ts';
import { webhookProvider } from './hooks/provider.ts';
import { compileEvents } from './mapEvent.ts';
import { forgetConnections } from './openConnection.ts';
import { starter as segmentStarter } from './segment/segment.ts';

export async function listConnections(
  platform: Platform,
  actor: Actor,
  source: string,
): Promise<Connection[]> {
  require(actor, 'source:read');
  await sourceIdOf(platform, source);
  return (await connectionsOf(platform.db, { source })).map((row) => shown(platform, row));
}

export async function connection(platform: Platform, actor: Actor, id: string): Promise<Connection> {
  require(actor, 'source:read');
  return shown(platform, await rowOf(platform, id));
}

/** Opens a door for a source. Its key, or the address that holds it, is in the answer and nowhere else. */
export async function connect(
  platform: Platform,
  actor: Actor,
  source: string,
  given: ConnectionInput,
): Promise<Connection & { key: string; sendTo: string }> {
  require(actor, 'source:write');
  const { convention } = given;
  const provider = convention === 'webhook' ? webhookProvider(given.provider) : undefined;
  if (convention === 'webhook' && !provider)
    throw new Refusal('unknown_provider', 'Say which system sends the webhooks; “any” is one too.', {
      errors: [{ path: 'provider', message: 'is not known here' }],
    });
  if (provider?.secret === 'required' && !given.secret)
    throw new Refusal('no_secret', `${provider.name} signs what it sends. ${provider.where}`, {
      errors: [{ path: 'secret', message: 'is needed to check the signature' }],
    });
  const sourceId = await sourceIdOf(platform, source);
  const id = newId();
  const key = newToken(convention === 'webhook' ? 'hook_' : 'write_');
  const sealed = provider && given.secret ? seal(platform.config, `connection ${id}`, given.secret) : null;
  await platform.db.tx(async (tx) => {
    await insertConnection(tx, {
      id,
      sourceId,
      convention,
      provider: provider?.kind ?? null,
      keyHash: hashOfToken(key),
      prefix: key.slice(0, 11),
      sealed,
      mapping: provider?.starter ?? (convention === 'segment' ? segmentStarter : cloudStarter),
      by: actor.personId,
      now: platform.clock.now(),
    });
    const subject = { kind: 'source', id: source };
    const detail = { connection: id, convention, provider: provider?.kind ?? null };
    await recordEvent(tx, platform, { name: 'source.connected', subject, data: detail });
    await audit(tx, platform, actor, { verb: 'source.connected', subject, detail });
  });
  forgetConnections();
  const made = await connection(platform, actor, id);
  return { ...made, key, sendTo: convention === 'webhook' ? `${made.url}/${key}` : made.url };
}

export async function changeConnection(
  platform: Platform,
  actor: Actor,
  id: string,
  change: ConnectionChange,
): Promise<Connection> {
  require(actor, 'source:write');
  const before = await rowOf(platform, id);
  const mapping = change.mapping ?? before.mapping;
  compileEvents(mapping, (await readOrganisation(platform.db)).timezone);
  if (before.convention !== 'segment' && mapping.yields.length === 0 && !mapping.items)
    throw new Refusal('no_rules', 'Without a rule nothing would be taken in. Keep at least one.');
  const provider = webhookProvider(before.provider);
  if (change.secret === null && provider?.secret === 'required')
    throw new Refusal(
      'no_secret',
      `${provider.name} signs what it sends; the secret can be replaced, not removed.`,
    );
  const secret =
    change.secret === undefined || change.secret === null
      ? change.secret
      : seal(platform.config, `connection ${id}`, change.secret);
  await platform.db.tx(async (tx) => {
    await updateConnection(tx, id, { mapping, ...(secret === undefined ? {} : { sealed: secret }) });
    await audit(tx, platform, actor, {
      verb: 'source.connection_changed',
      subject: { kind: 'source', id: before.sourceKey },
      detail: { connection: id, before: before.mapping, after: mapping, secret: secret !== undefined },
    });
  });
  forgetConnections();
  return connection(platform, actor, id);
}

/** Its key opens nothing any more; what came through it stays. */
export async function endConnection(platform: Platform, actor: Actor, id: string): Promise<Connection> {
  require(actor, 'source:write');
  const { sourceKey } = await rowOf(platform, id);
  await platform.db.tx(async (tx) => {
    if ((await endConnectionRow(tx, id, actor.personId, platform.clock.now())) === 0)
      throw notFound('connection in use', id);
    const subject = { kind: 'source', id: sourceKey };
    await recordEvent(tx, platform, { name: 'source.disconnected', subject, data: { connection: id } });
    await audit(tx, platform, actor, { verb: 'source.disconnected', subject, detail: { connection: id } });
  });
  forgetConnections();
  return connection(platform, actor, id);
}

export async function rowOf(platform: Platform, id: string): Promise<ConnectionRow> {
  const [row] = await connectionsOf(platform.db, { id });
  if (!row) throw notFound('connection', id);
  return row;
}

function shown({ config }: Platform, row: ConnectionRow): Connection {
  const base = config.baseUrl.replace(/\/$/, '');
  const path = { segment: '', cloudevents: '/cloudevents', webhook: `/hooks/${row.sourceKey}` }[
    row.convention
  ];
  return { ...row, url: `${base}${path}` };
}
