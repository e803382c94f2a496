import { type Actor, permissionsOfRoles } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Database, Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { acknowledgeCase, pauseCase, resumeCase } from '../clocks/pause.ts';
import { closeLoop, reopenCase } from '../closure.ts';
import { answerHandOver, handOver } from '../handover.ts';
import { insertNote } from '../life.sql.ts';
import { workOn } from '../life.ts';
import { tellCustomer } from '../message.ts';
import { handBack, stepIn } from '../stepIn/stepIn.ts';
import { tagCase, untagCase } from '../tags/tags.ts';
import { setUrgent } from '../urgency.ts';
import { recordAction } from '../work.ts';
import {
  caseFor,
  endBulk,
  lockBulk,
  readBulk,
  settleItem,
  type Waiting,
  waitingOf,
  workerOf,
} from './bulk.sql.ts';
import { type BulkDeed, filledIn, type UndoDeed } from './deed.ts';

/** Cases of one job; then it sends itself again, so that nothing else waits long and a killed process loses little. */
const SOME = 100;
const ATTEMPTS = 3;

/**
 * Does the next cases of a deed on many, each by its own verb in its own transaction: who may, whose turn it is, and what the
 * customer is owed are judged case by case, and one that is refused says why and holds up none.
 */
export async function carryOutBulk(platform: Platform, { bulkId }: { bulkId: string }): Promise<void> {
  const row = await readBulk(platform.db, bulkId);
  if (!row || row.endedAt || row.stoppedAt) return;
  const person = await workerOf(platform.db, row.personId, platform.clock.now());
  const actor: Actor = {
    kind: 'person',
    id: row.personId,
    personId: row.personId,
    name: person?.name ?? '',
    roles: person?.roles ?? [],
    permissions: permissionsOfRoles(person?.roles ?? []),
  };
  const items = await waitingOf(platform.db, bulkId, SOME);
  for (const item of items) await carryOut(platform, actor, { bulkId, deed: row.deed, item });
  await platform.db.tx(async (tx) => {
    if (items.length === SOME) return platform.queue.send(tx, 'close.bulk', { bulkId });
    await end(tx, platform, actor, bulkId);
  });
}

async function end(tx: Tx, platform: Platform, actor: Actor, bulkId: string): Promise<void> {
  const row = await lockBulk(tx, bulkId);
  if (!row || row.endedAt || row.stoppedAt) return;
  await endBulk(tx, bulkId, platform.clock.now());
  const subject = { kind: 'case_bulk', id: bulkId };
  const detail = { do: row.deed.do, total: row.total, done: row.done, refused: row.refused };
  await recordEvent(tx, platform, {
    name: 'case_bulk.ended',
    subject,
    data: { ...detail, personId: row.personId },
  });
  await audit(tx, platform, actor, { verb: 'case_bulk.ended', subject, detail });
}

/** Somebody else has done this one meanwhile: undoes the second doing, and is no outcome. */
class DoneAlready extends Error {}

async function carryOut(
  platform: Platform,
  actor: Actor,
  { bulkId, deed, item }: { bulkId: string; deed: BulkDeed | UndoDeed; item: Waiting },
): Promise<void> {
  const outcome = { bulkId, place: item.place, at: platform.clock.now() };
  const settling = committingWith(platform, async (tx) => {
    if (!(await settleItem(tx, { ...outcome, outcome: 'done' }))) throw new DoneAlready();
  });
  for (let attempt = 1; ; attempt++) {
    try {
      return await act(settling, actor, item.caseId, deed);
    } catch (error) {
      if (error instanceof DoneAlready) return;
      const refused = error instanceof Refusal;
      if (!refused) platform.log.error({ bulkId, caseId: item.caseId, error: String(error) }, 'deed on many');
      // Two who want the same case crosswise: one of them is sent back by the database, and comes again.
      if (!refused && attempt < ATTEMPTS) continue;
      const why = refused
        ? { code: error.code, detail: error.message }
        : { code: 'failed', detail: 'Something went wrong here. Nothing was changed; try this case alone.' };
      await settleItem(platform.db, { ...outcome, outcome: 'refused', ...why });
      return;
    }
  }
}

/** The same platform, but each of its transactions also commits `then`: deed and outcome stand or fall together. */
function committingWith(platform: Platform, then: (tx: Tx) => Promise<void>): Platform {
  const tx: Database['tx'] = (work) =>
    platform.db.tx(async (inner) => {
      const result = await work(inner);
      await then(inner);
      return result;
    });
  const db = Object.create(platform.db, {
    tx: { value: tx },
    origin: { value: platform.db.origin },
  }) as Database;
  return { ...platform, db };
}

async function act(
  platform: Platform,
  actor: Actor,
  caseId: string,
  deed: BulkDeed | UndoDeed,
): Promise<void> {
  switch (deed.do) {
    case 'hand_over':
      return handOver(platform, actor, caseId, deed);
    case 'withdraw':
      return answerHandOver(platform, actor, caseId, { answer: 'withdrawn' });
    case 'acknowledge':
      return acknowledgeCase(platform, actor, caseId);
    case 'tag':
      return tagCase(platform, actor, caseId, { id: deed.id as number });
    case 'untag':
      return untagCase(platform, actor, caseId, deed);
    case 'urgency':
      return setUrgent(platform, actor, caseId, deed);
    case 'note':
      // Not by the desk's verb, which takes the draft of a note for what was sent.
      return workOn(platform, actor, caseId, async ({ tx, personId, now }) => {
        const id = newId();
        await insertNote(tx, { id, caseId, at: now, personId, text: deed.text });
        return [{ verb: 'noted', detail: { noteId: id } }];
      });
    case 'action':
      return recordAction(platform, actor, caseId, { text: deed.text });
    case 'close':
      return closeLoop(platform, actor, caseId, {});
    case 'pause':
      return pauseCase(platform, actor, caseId, deed);
    case 'resume':
      return resumeCase(platform, actor, caseId);
    case 'waive':
      return closeLoop(platform, actor, caseId, { waiver: deed.waiver });
    case 'reopen':
      return reopenCase(platform, actor, caseId, deed);
    case 'step_in':
      return stepIn(platform, actor, caseId, deed);
    case 'hand_back':
      return handBack(platform, actor, caseId);
    case 'tell': {
      const found = await caseFor(platform.db, caseId);
      if (found && !found.name && /\{name\}/.test(deed.subject + deed.body)) {
        throw new Refusal(
          'no_name',
          'The message calls the customer by name, and we do not know it. Write to them alone.',
        );
      }
      const of = { name: found?.name ?? '', number: found?.number ?? 0 };
      return tellCustomer(platform, actor, caseId, {
        channel: 'email',
        subject: filledIn(deed.subject, of),
        body: filledIn(deed.body, of),
        language: deed.language,
        close: deed.close,
      });
    }
  }
}
