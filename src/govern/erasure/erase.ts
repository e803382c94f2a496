import { casesHeld, eraseCases, holdCases, type TheirCases } from '../../close/close.ts';
import { eraseRaw } from '../../collect/collect.ts';
import {
  type CustomerRecord,
  countFacts,
  currentCustomer,
  customersByIds,
  type ErasureRow,
  eraseRecords,
  eraseWordsOfFacts,
  erasureOf,
  everythingOf,
  insertErasure,
  rememberErased,
  withAddresses,
} from '../../know/know.ts';
import { eraseListening, type HeldHere, heldByListening } from '../../listen/listen.ts';
import { eraseWordsOfDisputes } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import { audit, ERASING } from '../../platform/audit.ts';
import { eraseFromAudit } from '../../platform/auditErasure.ts';
import { emptyBrought } from '../../platform/bulk.ts';
import type { Tx } from '../../platform/database.ts';
import { Refusal } from '../../platform/errors.ts';
import { recordEvents } from '../../platform/events.ts';
import { countMails, forgetInEvents, forgetMails, forgetNotices } from '../../platform/forget.sql.ts';
import { type Forgotten, namedIn, needlesOf } from '../../platform/forgotten.ts';
import { newId } from '../../platform/ids.ts';
import { lockCounting } from '../../platform/locks.ts';
import type { Platform } from '../../platform/platform.ts';
import type { Erasure, ErasureInput, Went } from './erasure.ts';

/** Everything the rooms hold of one customer. */
interface Held {
  who: Forgotten;
  records: CustomerRecord[];
  cases: TheirCases;
  listening: HeldHere;
  mails: Mails;
  facts: { comments: number; responses: number; interactions: number };
}

interface Mails {
  ids: string[];
  subjects: { kinds: string[]; ids: string[] };
  addresses: string[];
}

/**
 * What an erasure would take and what would stay; of a customer who was erased, what it took.
 * @throws Refusal `not_found`
 */
export function erasure(platform: Platform, actor: Actor, customerId: string): Promise<Erasure> {
  require(actor, 'customer:erase');
  return platform.db.tx(async (tx) => {
    const id = await currentCustomer(tx, customerId);
    return shown(tx, id, await held(tx, id, casesHeld), await erasureOf(tx, id));
  });
}

/**
 * Erases a customer, with everybody merged into them: whatever says who they are or was said by or about them goes, in every
 * room, and what is counted stays. Open cases are closed on a waiver. All of it or nothing; once more changes nothing
 * (decision 36).
 * @throws Refusal `not_found`, `needs_a_person` (403) where cases are open, `reason_names_them`
 */
export async function eraseCustomer(
  platform: Platform,
  actor: Actor,
  customerId: string,
  { reason }: ErasureInput,
): Promise<Erasure> {
  require(actor, 'customer:erase');
  return platform.db.tx(async (tx) => {
    // Batches under way are counted first, later ones meet what is remembered here; nobody is merged meanwhile.
    await lockCounting(tx, 'exclusive');
    const id = await currentCustomer(tx, customerId);
    const before = await erasureOf(tx, id);
    const all = await held(tx, id, holdCases);
    if (before) return shown(tx, id, all, before);
    if (namedIn(all.who, reason))
      throw new Refusal(
        'reason_names_them',
        'The reason stays on record. Leave out names, addresses and numbers of the customer.',
        { field: 'reason' },
      );
    const row: ErasureRow = {
      id: newId(),
      customerId: id,
      at: platform.clock.now(),
      by: actor.name,
      reason,
      went: await wentOf(tx, all),
    };
    await carryOut(tx, platform, actor, row, all);
    return shown(tx, id, await held(tx, id, casesHeld), row);
  });
}

async function held(
  tx: Tx,
  id: string,
  cases: (tx: Tx, who: Forgotten) => Promise<TheirCases>,
): Promise<Held> {
  const { who: known, records } = await everythingOf(tx, id);
  const theirs = await cases(tx, known);
  const listening = await heldByListening(tx, known);
  const who = await withAddresses(tx, known, [...theirs.addresses, ...listening.addresses]);
  return {
    who,
    records,
    cases: theirs,
    listening,
    mails: {
      ids: [...new Set([...theirs.mailIds, ...listening.mailIds])],
      subjects: { kinds: ['case'], ids: theirs.cases.map(({ caseId }) => caseId) },
      addresses: who.emails,
    },
    facts: await countFacts(tx, who.identityIds),
  };
}

async function wentOf(tx: Tx, { records, cases, listening, mails, facts }: Held): Promise<Went> {
  return {
    records: records.length,
    comments: facts.comments,
    answers: listening.answers,
    messages: cases.messages,
    mails: (await countMails(tx, mails)) + cases.incomingIds.length,
    notes: cases.notes,
    files: cases.files + listening.files,
    invitations: listening.invitations,
    interviews: listening.interviews,
  };
}

async function shown(tx: Tx, id: string, all: Held, row: ErasureRow | undefined): Promise<Erasure> {
  const customer = (await customersByIds(tx, [id])).get(id);
  return {
    customer: { id, name: customer?.name ?? null },
    goes: row ? (row.went as Went) : await wentOf(tx, all),
    stays: {
      scores: all.facts.responses,
      interactions: all.facts.interactions,
      cases: all.cases.cases.length,
    },
    open: all.cases.cases
      .filter(({ open }) => open)
      .map(({ caseId, number, ownerName }) => ({ id: caseId, number, owner: ownerName })),
    erased: row ? { at: row.at, by: row.by, reason: row.reason } : null,
  };
}

/**
 * In this order: what is remembered of them is taken from what is still there; rooms find what they hold by the records; the
 * records go when nobody needs them any more; and the head of the audit chain is locked at the very end.
 */
async function carryOut(tx: Tx, platform: Platform, actor: Actor, row: ErasureRow, all: Held): Promise<void> {
  const { who, records, mails } = all;
  const now = row.at;
  await insertErasure(tx, { ...row, byPersonId: actor.personId });
  await rememberErased(tx, platform, { erasureId: row.id, who, records });

  const caseIds = all.cases.cases.map(({ caseId }) => caseId);
  const cases = await eraseCases(tx, platform, actor, { cases: all.cases.cases, reason: row.reason });
  const escalations = await eraseWordsOfDisputes(tx, cases.disputeIds);
  const listening = await eraseListening(tx, platform, who, actor.personId);
  await eraseWordsOfFacts(tx, who.identityIds, listening.factIds);
  const { incomingIds } = all.cases;
  await eraseRaw(tx, who, { incomingIds, now });
  await eraseRecords(tx, who, now);
  await emptyBrought(tx);

  const subjects = {
    kinds: [
      'case',
      'cases',
      'customer',
      'identity',
      'survey_answer',
      'interview',
      'invitation',
      'recognition',
      'redress',
      'complaint',
      'dispute',
      'escalation',
      'ruling',
      'mail',
    ],
    ids: [
      ...caseIds,
      ...who.customerIds,
      ...who.identityIds,
      ...cases.ids,
      ...escalations,
      ...listening.subjects,
      ...mails.ids,
    ],
  };
  const digests = await forgetNotices(tx, subjects);
  await forgetMails(tx, { ...mails, ids: [...mails.ids, ...digests], now });
  await forgetInEvents(tx, subjects);
  const left = await eraseFromAudit(tx, { ...subjects, needles: needlesOf(who).words });

  await recordEvents(
    tx,
    platform,
    who.customerIds.map((id) => ({ name: ERASING, subject: { kind: 'customer', id } })),
  );
  await cases.record();
  await audit(tx, platform, actor, {
    verb: ERASING,
    subject: { kind: 'customer', id: row.customerId },
    detail: { erasureId: row.id, reason: row.reason, went: row.went, left },
  });
}
