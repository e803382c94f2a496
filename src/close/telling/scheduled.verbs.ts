import { reachOf } from '../../listen/listen.ts';
import type { Actor } from '../../platform/access.ts';
import type { Runner } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { nextWorking } from '../../platform/hours/hours.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { mustHaveDone } from '../checklists/checklists.ts';
import { dropDraft } from '../desk/desk.sql.ts';
import { type CaseRow, readCase } from '../life.sql.ts';
import { mustBeOpen, workOn } from '../life.ts';
import { peopleOf } from '../list.ts';
import { blank } from '../template.ts';
import { whyHeld } from './hold.ts';
import { instantOf, localOf, zoneOf } from './localTime.ts';
import { mailTo } from './reachable.ts';
import {
  endScheduled,
  insertScheduled,
  rewriteScheduled,
  type ScheduledRow,
  waitingOf,
} from './scheduled.sql.ts';
import type { RescheduleInput, Scheduled, ScheduleInput } from './scheduled.ts';
import { readTelling } from './settings.sql.ts';
import { sendingHours } from './settings.ts';

/** Nobody remembers what they wrote for longer. */
const LONGEST_DAYS = 180;

export async function customerZone(db: Runner, customerId: string, now: Date): Promise<string> {
  const { facts } = await reachOf(db, customerId, null, now);
  return zoneOf(facts, (await readOrganisation(db)).timezone);
}

/** When a message wished at this local time leaves: then, or when quiet hours are over. */
async function momentOf(
  db: Runner,
  local: string,
  { zone, now }: { zone: string; now: Date },
): Promise<Date> {
  const wished = instantOf(zone, local);
  const days = (wished.getTime() - now.getTime()) / 86_400_000;
  if (days <= 0 || days > LONGEST_DAYS) {
    throw new Refusal(
      'time_out_of_range',
      `A message waits for a time to come, within ${LONGEST_DAYS} days. To send it now, send it.`,
      { field: 'at', zone, most: LONGEST_DAYS },
    );
  }
  return nextWorking(sendingHours(await readTelling(db), zone), wished) ?? wished;
}

function mustBeWritten(body: string): void {
  if (blank.test(body)) {
    throw new Refusal(
      'message_unfinished',
      'The message still has a gap in [[double brackets]]. Fill it before sending.',
    );
  }
}

/** A message that is sent at a time where the customer is. The case stays open and untold until then. */
export function scheduleMessage(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: ScheduleInput,
): Promise<void> {
  return workOn(platform, actor, caseId, async (working) => {
    const { tx, case: found, personId, now } = working;
    if (input.close) await mustBeOpen(tx, found);
    mustBeWritten(input.body);
    await mustHaveDone(working);
    const waits = await waitingOf(tx, caseId);
    if (waits) {
      throw conflict(
        'message_waits',
        'A message of this case waits already. Change that one, or cancel it first.',
        { sendAt: waits.sendAt },
      );
    }
    if (input.channel === 'email') await mailTo(tx, found.customerId, now);
    const zone = await customerZone(tx, found.customerId, now);
    const sendAt = await momentOf(tx, input.at, { zone, now });
    const { channel, subject, body, language, close: closes } = input;
    const scheduledId = newId();
    await dropDraft(tx, { caseId, personId, kind: 'email' });
    await insertScheduled(tx, {
      scheduledId,
      caseId,
      customerId: found.customerId,
      personId,
      channel,
      subject,
      body,
      language,
      closes,
      sendAt,
      zone,
      seenAt: now,
    });
    return [{ verb: 'message_scheduled', detail: { scheduledId, channel, sendAt, zone, closes } }];
  });
}

/** Until it is sent: other words, another time, or simply “send it all the same”. */
export function changeScheduled(
  platform: Platform,
  actor: Actor,
  caseId: string,
  given: { scheduledId: string; input: RescheduleInput },
): Promise<void> {
  const { scheduledId, input } = given;
  return workOn(platform, actor, caseId, async ({ tx, case: found, personId, now }) => {
    const waits = await stillWaiting(tx, caseId, scheduledId);
    const closes = input.close ?? (waits.closes && found.closureId === null);
    if (input.close) await mustBeOpen(tx, found);
    const body = input.body ?? waits.body;
    mustBeWritten(body);
    if (waits.channel === 'email') await mailTo(tx, found.customerId, now);
    const zone = await customerZone(tx, found.customerId, now);
    // Held past its time and released: it leaves at the next moment that is not quiet.
    const sendAt = input.at
      ? await momentOf(tx, input.at, { zone, now })
      : waits.sendAt > now
        ? waits.sendAt
        : (nextWorking(sendingHours(await readTelling(tx), zone), now) ?? now);
    await rewriteScheduled(tx, {
      ...waits,
      customerId: found.customerId,
      personId,
      subject: input.subject ?? waits.subject,
      language: input.language ?? waits.language,
      body,
      closes,
      sendAt,
      zone,
      seenAt: now,
    });
    return [{ verb: 'message_rescheduled', detail: { scheduledId, sendAt, zone, released: waits.heldWhy } }];
  });
}

export function cancelScheduled(
  platform: Platform,
  actor: Actor,
  caseId: string,
  scheduledId: string,
): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, personId, now }) => {
    await stillWaiting(tx, caseId, scheduledId);
    await endScheduled(tx, { scheduledId, at: now, by: personId, messageId: null });
    return [{ verb: 'message_cancelled', detail: { scheduledId } }];
  });
}

async function stillWaiting(db: Runner, caseId: string, scheduledId: string): Promise<ScheduledRow> {
  const waits = await waitingOf(db, caseId);
  if (waits?.scheduledId === scheduledId) return waits;
  throw conflict('no_longer_waits', 'This message was sent or cancelled already. Look at the case again.', {
    scheduledId,
  });
}

/** What waits to be sent about this case, and what would hold it. */
export async function scheduledMessages(
  platform: Platform,
  caseId: string,
): Promise<{ items: Scheduled[]; zone: string; next: null }> {
  const { db, clock } = platform;
  const found = await readCase(db, caseId);
  if (!found) throw notFound('case', caseId);
  const waits = await waitingOf(db, caseId);
  const zone = await customerZone(db, found.customerId, clock.now());
  return { items: waits ? [await shown(db, waits, found, clock.now())] : [], zone, next: null };
}

async function shown(db: Runner, row: ScheduledRow, found: CaseRow, now: Date): Promise<Scheduled> {
  const { channel, subject, body, language, sendAt, zone } = row;
  const people = await peopleOf(db, [row.personId]);
  return {
    id: row.scheduledId,
    channel,
    subject,
    body,
    language,
    close: row.closes,
    by: people(row.personId),
    sendAt,
    zone,
    at: localOf(zone, sendAt),
    held: await whyHeld(db, row, found, now),
  };
}
