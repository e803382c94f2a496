import { systemActor } from '../../platform/access.ts';
import { nextWorking } from '../../platform/hours/hours.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { closeWith } from '../closure.ts';
import { lockCase } from '../life.sql.ts';
import { type Deed, recordDeeds, type Working } from '../life.ts';
import { insertMessage } from '../message.sql.ts';
import { tell } from '../notice.ts';
import { whyHeld } from './hold.ts';
import { sendMail } from './mail.ts';
import { mailTo } from './reachable.ts';
import { dueScheduled, endScheduled, hold, postpone, type ScheduledRow, waitingOf } from './scheduled.sql.ts';
import type { HoldReason } from './scheduled.ts';
import { readTelling } from './settings.sql.ts';
import { sendingHours } from './settings.ts';

/** Looked up at once; each is sent in a transaction of its own. */
const SOME = 200;

/**
 * Sends what waited for its time. Message, mail and the end of the waiting commit together, under the case's lock: a second run, or
 * one after a crash, finds it sent or waiting, never both. What happened to the case meanwhile holds it, and its writer is asked.
 */
export async function sendDue(platform: Platform): Promise<{ sent: number; held: number }> {
  const done = { sent: 0, held: 0 };
  for (;;) {
    const due = await dueScheduled(platform.db, platform.clock.now(), SOME);
    for (const one of due) {
      const what = await sendOne(platform, one);
      if (what) done[what]++;
    }
    if (due.length < SOME) return done;
  }
}

function sendOne(
  platform: Platform,
  one: { scheduledId: string; caseId: string },
): Promise<'sent' | 'held' | undefined> {
  return platform.db.tx(async (tx) => {
    const found = await lockCase(tx, one.caseId);
    const now = platform.clock.now();
    if (!found) {
      await endScheduled(tx, { scheduledId: one.scheduledId, at: now, by: null, messageId: null });
      return;
    }
    const waits = await waitingOf(tx, one.caseId);
    if (waits?.scheduledId !== one.scheduledId || waits.heldWhy || waits.sendAt > now) return;
    // Whoever was down over the evening does not write at night.
    const open = nextWorking(sendingHours(await readTelling(tx), waits.zone), now);
    if (open && open > now) {
      await postpone(tx, waits.scheduledId, open);
      return;
    }
    const working: Working = { tx, case: found, personId: waits.personId, now };
    const why = await whyHeld(tx, waits, found, now);
    if (why) {
      await hold(tx, waits.scheduledId, why, now);
      await askWriter(platform, working, waits, why);
      await recordDeeds(tx, platform, {
        actor: systemActor,
        case: found,
        deeds: [{ verb: 'message_held', detail: { scheduledId: waits.scheduledId, why } }],
      });
      return 'held';
    }
    const messageId =
      waits.channel === 'email' ? await mail(platform, working, waits) : await post(working, waits);
    await endScheduled(tx, { scheduledId: waits.scheduledId, at: now, by: null, messageId });
    const deeds: Deed[] = [
      {
        verb: 'customer_told',
        detail: { messageId, channel: waits.channel, scheduledId: waits.scheduledId, by: waits.personId },
      },
    ];
    if (waits.closes && found.closureId === null)
      deeds.push(...(await closeWith(working, platform, systemActor, { messageId })));
    await recordDeeds(tx, platform, { actor: systemActor, case: found, deeds });
    return 'sent';
  });
}

async function mail(platform: Platform, working: Working, waits: ScheduledRow): Promise<string> {
  const to = await mailTo(working.tx, working.case.customerId, working.now);
  const messageId = newId();
  await sendMail(working, platform, { ...waits, messageId, to, tells: true });
  return messageId;
}

async function post({ tx, now }: Working, waits: ScheduledRow): Promise<string> {
  const messageId = newId();
  const { caseId, personId, subject, body, language } = waits;
  await insertMessage(tx, {
    messageId,
    caseId,
    at: now,
    personId,
    channel: 'letter',
    subject,
    body,
    language,
    mailId: null,
    tokenHash: null,
    tells: true,
  });
  return messageId;
}

async function askWriter(
  platform: Platform,
  { tx, case: found }: Working,
  waits: ScheduledRow,
  why: HoldReason,
): Promise<void> {
  await tell(tx, platform, [...new Set([waits.personId, found.ownerId])], {
    kind: 'mail_returned',
    customerIds: [found.customerId],
    write: ({ words, customer, href }) => ({
      title: words.heldBack(customer(found.customerId)),
      caseId: found.caseId,
      blocks: [
        { kind: 'text', text: `#${found.number} · ${found.reason}` },
        { kind: 'text', text: words.heldBecause[why] },
        { kind: 'text', text: words.heldLead },
        { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
      ],
    }),
  });
}
