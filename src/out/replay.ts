import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { conflict, notFound, Refusal } from '../platform/errors.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { bodyOf } from './catalogue/catalogue.ts';
import { testType } from './catalogue/others.ts';
import { crmRequests } from './crm/write.ts';
import { askAgain } from './delivery.sql.ts';
import { rowOf } from './endpoints.ts';
import { deliveriesOf, deliveryById } from './log.sql.ts';
import type { Delivery, DeliveryDetail, LogQuery } from './log.ts';
import { insertDeliveries, insertMessages } from './outbox.sql.ts';
import { wakeSender } from './outbox.ts';

export async function deliveryLog(
  platform: Platform,
  actor: Actor,
  endpointId: string,
  query: LogQuery,
): Promise<{ items: Delivery[]; next: string | null }> {
  require(actor, 'endpoint:read');
  await rowOf(platform, endpointId);
  const items = await deliveriesOf(platform.db, endpointId, query);
  return { items, next: items.length === query.limit ? (items.at(-1)?.id ?? null) : null };
}

export async function oneDelivery(platform: Platform, actor: Actor, id: string): Promise<DeliveryDetail> {
  require(actor, 'endpoint:read');
  const found = await deliveryById(platform.db, id);
  if (!found) throw notFound('delivery', id);
  return found;
}

/** Sends one again, also one that came through: the receiver knows it by its id. @throws Refusal `under_way` */
export async function replayOne(platform: Platform, actor: Actor, id: string): Promise<DeliveryDetail> {
  require(actor, 'endpoint:write');
  const { endpointId, messageId } = await oneDelivery(platform, actor, id);
  await platform.db.tx(async (tx) => {
    if ((await askAgain(tx, { deliveryId: id }, platform.clock.now())) === 0)
      throw conflict('under_way', 'It is being sent at this moment.');
    const subject = { kind: 'endpoint', id: endpointId };
    await audit(tx, platform, actor, { verb: 'endpoint.replayed', subject, detail: { messageId } });
    tx.onCommit(() => wakeSender(platform));
  });
  return oneDelivery(platform, actor, id);
}

/** Sends everything again that was given up since. */
export async function replaySince(
  platform: Platform,
  actor: Actor,
  endpointId: string,
  since: Date,
): Promise<{ replayed: number }> {
  require(actor, 'endpoint:write');
  await rowOf(platform, endpointId);
  return platform.db.tx(async (tx) => {
    const replayed = await askAgain(tx, { endpointId, since }, platform.clock.now());
    const subject = { kind: 'endpoint', id: endpointId };
    await audit(tx, platform, actor, { verb: 'endpoint.replayed', subject, detail: { since, replayed } });
    tx.onCommit(() => wakeSender(platform));
    return { replayed };
  });
}

/**
 * A message that says it is a test, on the same road as all others. To a CRM it is a customer’s record, written now.
 * @throws Refusal `needs_customer`
 */
export async function sendTest(
  platform: Platform,
  actor: Actor,
  endpointId: string,
  customerId: string | null,
): Promise<DeliveryDetail> {
  require(actor, 'endpoint:write');
  const { id, name, kind } = await rowOf(platform, endpointId);
  if (kind === 'crm' && !customerId)
    throw new Refusal('needs_customer', 'Say whose record is to be written.', {
      errors: [{ path: 'customerId', message: 'is needed' }],
    });
  const at = platform.clock.now();
  const subject = { kind: 'endpoint', id };
  const data = testType.tell({ name: testType.type, at, subject, data: { name } });
  const messageId = newId();
  await platform.db.tx(async (tx) => {
    const body = bodyOf(testType.type, at, data);
    const about = { caseId: null, customerId, departmentId: null };
    await insertMessages(tx, [{ id: messageId, type: testType.type, at, body, ...about }], at);
    await insertDeliveries(tx, [messageId], at, id);
    await audit(tx, platform, actor, { verb: 'endpoint.tested', subject, detail: { customerId } });
    tx.onCommit(() => wakeSender(platform));
  });
  const { items } = await deliveryLog(platform, actor, id, { type: testType.type, limit: 1 });
  return oneDelivery(platform, actor, items[0]?.id ?? '');
}

/** What would be written into a customer’s record; nothing is sent. @throws Refusal `not_a_crm`, `nothing_to_write` */
export async function tryCrm(
  platform: Platform,
  actor: Actor,
  endpointId: string,
  customerId: string,
): Promise<{ requests: { method: string; url: string; body: string }[] }> {
  require(actor, 'endpoint:write');
  const { kind, address: url, settings } = await rowOf(platform, endpointId);
  if (kind !== 'crm') throw new Refusal('not_a_crm', 'Only a CRM’s records are written.', { kind });
  const composed = await crmRequests(platform, { endpointId, url, settings, customerId });
  if (!('requests' in composed))
    throw new Refusal('nothing_to_write', 'nothing' in composed ? composed.nothing : composed.failure, {});
  return { requests: composed.requests.map(({ method, url: to, body }) => ({ method, url: to, body })) };
}
