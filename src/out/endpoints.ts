import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { seal, unseal } from '../platform/secrets.ts';
import {
  type EndpointRow,
  endEndpoint,
  endpointById,
  endpointsShown,
  endStop,
  insertEndpoint,
  insertSecret,
  insertStop,
  lockEndpoint,
  updateEndpoint,
} from './endpoint.sql.ts';
import type { Endpoint, EndpointChange, EndpointInput } from './endpoint.ts';
import { wakeSender } from './outbox.ts';
import { purposeOf } from './purpose.ts';
import { secretGoesElsewhere, settled } from './settings.ts';
import { newSigningSecret } from './signing.ts';

export async function listEndpoints(platform: Platform, actor: Actor): Promise<Endpoint[]> {
  require(actor, 'endpoint:read');
  return (await endpointsShown(platform.db, null)).map(shown);
}

export async function oneEndpoint(platform: Platform, actor: Actor, id: string): Promise<Endpoint> {
  require(actor, 'endpoint:read');
  const [row] = await endpointsShown(platform.db, id);
  if (!row) throw notFound('endpoint', id);
  return shown(row);
}

/** It gets what happens from now on. @throws Refusal for everything that could never work (settings.ts) */
export async function makeEndpoint(
  platform: Platform,
  actor: Actor,
  given: EndpointInput,
): Promise<Endpoint & { secret: string | null }> {
  require(actor, 'endpoint:write');
  const id = newId();
  const { kind, name, description, url, eventTypes } = given;
  const departments = 'departments' in given ? given.departments : [];
  const settings = given.kind === 'crm' ? given.settings : null;
  const kept = await settled(platform, { id, kind, url, eventTypes, departments, settings });
  const made = kind === 'webhook' ? newSigningSecret() : null;
  const secret = given.kind === 'crm' ? given.secret : made;
  const by = { at: platform.clock.now(), person: actor.personId };
  await platform.db.tx(async (tx) => {
    const row = { id, kind, name, description, eventTypes, departments, ...kept };
    await insertEndpoint(tx, { ...row, ownerId: actor.personId }, by);
    if (secret) await keepSecret(tx, platform, { id, secret, by: actor.personId, overlapHours: 0 });
    const detail = { kind, name, url: kept.address, eventTypes, departments };
    await record(tx, platform, actor, id, 'made', detail);
  });
  return { ...(await oneEndpoint(platform, actor, id)), secret: made };
}

/** What is left out stays. @throws Refusal `secret_again` where a sealed secret would go to another server */
export async function changeEndpoint(
  platform: Platform,
  actor: Actor,
  id: string,
  given: EndpointChange,
): Promise<Endpoint> {
  require(actor, 'endpoint:write');
  const before = await oneEndpoint(platform, actor, id);
  const wished = { ...before, ...given };
  if (given.secret !== undefined && before.kind !== 'crm')
    throw new Refusal(
      'no_such_secret',
      'Only a CRM’s secret is entered; that of a webhook is made anew.',
      {},
    );
  if (given.secret === undefined && secretGoesElsewhere(before, wished))
    throw new Refusal('secret_again', 'It goes to another server, so enter the secret again.', {});
  const row = await rowOf(platform, id);
  const chat = before.kind === 'slack' || before.kind === 'teams';
  // A channel’s address is shown in part only; the part is no new address.
  const kept =
    chat && (given.url === undefined || given.url === before.url)
      ? await settled(platform, { ...wished, kind: 'webhook', url: unsealedUrl(platform, row) }).then(
          () => row,
        )
      : await settled(platform, wished);
  const { name, description, eventTypes, departments } = wished;
  const ownerId = given.ownerId ?? row.ownerId;
  const { address, sealedUrl, settings } = kept;
  await platform.db.tx(async (tx) => {
    await held(tx, id);
    const to = { id, name, description, address, sealedUrl, eventTypes, settings, departments, ownerId };
    await updateEndpoint(tx, to);
    const { secret } = given;
    if (secret) await keepSecret(tx, platform, { id, secret, by: actor.personId, overlapHours: 0 });
    const detail = { name, url: address, eventTypes, departments, ownerId, secret: secret !== undefined };
    await record(tx, platform, actor, id, 'changed', detail);
  });
  return oneEndpoint(platform, actor, id);
}

function unsealedUrl(platform: Platform, row: EndpointRow): string {
  return unseal(platform.config, purposeOf(row.id), row.sealedUrl ?? '');
}

export async function removeEndpoint(platform: Platform, actor: Actor, id: string): Promise<void> {
  require(actor, 'endpoint:write');
  await platform.db.tx(async (tx) => {
    const { name, address } = await held(tx, id);
    await endEndpoint(tx, id, platform.clock.now());
    await record(tx, platform, actor, id, 'ended', { name, url: address });
  });
}

/** What happens meanwhile waits. */
export async function stopEndpoint(platform: Platform, actor: Actor, id: string): Promise<Endpoint> {
  require(actor, 'endpoint:write');
  await platform.db.tx(async (tx) => {
    await held(tx, id);
    const at = platform.clock.now();
    const stop = { id: newId(), endpointId: id, why: 'person', detail: null, at, by: actor.personId };
    if (!(await insertStop(tx, stop))) throw conflict('stopped_already', 'It is stopped already.');
    await record(tx, platform, actor, id, 'stopped');
  });
  return oneEndpoint(platform, actor, id);
}

/** What waited is sent now, the oldest first. */
export async function startEndpoint(platform: Platform, actor: Actor, id: string): Promise<Endpoint> {
  require(actor, 'endpoint:write');
  await platform.db.tx(async (tx) => {
    await held(tx, id);
    if (!(await endStop(tx, id, { at: platform.clock.now(), person: actor.personId })))
      throw conflict('not_stopped', 'It is not stopped.');
    await record(tx, platform, actor, id, 'started');
    tx.onCommit(() => wakeSender(platform));
  });
  return oneEndpoint(platform, actor, id);
}

/** A new secret; for `overlapHours` messages are signed with the one before, too. */
export async function rotateSecret(
  platform: Platform,
  actor: Actor,
  id: string,
  { overlapHours }: { overlapHours: number },
): Promise<{ secret: string }> {
  require(actor, 'endpoint:write');
  const secret = newSigningSecret();
  await platform.db.tx(async (tx) => {
    const { kind } = await held(tx, id);
    if (kind !== 'webhook') throw new Refusal('nothing_signed', 'Only webhooks are signed.', { kind });
    await keepSecret(tx, platform, { id, secret, by: actor.personId, overlapHours });
    await record(tx, platform, actor, id, 'secret_rotated', { overlapHours });
  });
  return { secret };
}

/** @throws Refusal `not_found` */
export async function rowOf(platform: Platform, id: string): Promise<EndpointRow> {
  const row = await endpointById(platform.db, id);
  if (!row) throw notFound('endpoint', id);
  return row;
}

async function held(tx: Tx, id: string): Promise<EndpointRow> {
  const row = await lockEndpoint(tx, id);
  if (!row) throw notFound('endpoint', id);
  return row;
}

async function keepSecret(
  tx: Tx,
  platform: Platform,
  given: { id: string; secret: string; by: string | null; overlapHours: number },
): Promise<void> {
  const at = platform.clock.now();
  await insertSecret(tx, {
    id: newId(),
    endpointId: given.id,
    sealed: seal(platform.config, purposeOf(given.id), given.secret),
    at,
    by: given.by,
    overlap: new Date(at.getTime() + given.overlapHours * 3_600_000),
  });
}

async function record(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  id: string,
  verb: string,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await audit(tx, platform, actor, { verb: `endpoint.${verb}`, subject: { kind: 'endpoint', id }, detail });
}

/** Rows come flat. */
function shown(row: Endpoint): Endpoint {
  const { stopWhy, stopAt, stopDetail, ...rest } = row as Endpoint & {
    stopWhy: 'person' | 'gone' | 'failing' | null;
    stopAt: Date;
    stopDetail: string | null;
  };
  return { ...rest, stopped: stopWhy ? { why: stopWhy, at: stopAt, detail: stopDetail } : null };
}
