import type { Actor } from '../../platform/access.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { type Deed, type Working, workOn } from '../life.ts';
import { touchpointByKey } from '../openByPerson.sql.ts';
import { clocksOf } from './clock.sql.ts';
import { extend } from './clocks.ts';
import {
  type ComplaintRow,
  complaintById,
  decideEscalation,
  insertEscalation,
  writeAssessment,
  writeFindings,
  writeRedress,
} from './complaint.sql.ts';
import type {
  AssessInput,
  DecidedInput,
  EscalateInput,
  InvestigateInput,
  RedressInput,
} from './complaint.ts';
import { stages } from './names.ts';
import { mustBeOnList } from './open.ts';
import { moveTo } from './stage.ts';

/** One verb on one complaint, under the lock of its case. Gives back the case. */
export async function workOnComplaint(
  platform: Platform,
  actor: Actor,
  complaintId: string,
  work: (working: Working, found: ComplaintRow) => Promise<Deed[]>,
): Promise<string> {
  const before = await complaintById(platform.db, complaintId);
  if (!before) throw notFound('complaint', complaintId);
  await workOn(platform, actor, before.caseId, async (working) => {
    const found = await complaintById(working.tx, complaintId);
    if (!found) throw notFound('complaint', complaintId);
    const deeds = await work(working, found);
    return deeds.map((deed) => ({ ...deed, detail: { reference: found.reference, ...deed.detail } }));
  });
  return before.caseId;
}

/** Until there is an answer what was found can be put right; after it, only by opening the case again. */
function mustBeUnanswered(found: ComplaintRow): void {
  if (stages.indexOf(found.stage) < stages.indexOf('answered')) return;
  throw conflict(
    'answered_already',
    `${found.reference} has its final response. Open the case again if it must be looked at anew.`,
    { stage: found.stage },
  );
}

/** How grave it is, and what it is about. */
export function assess(platform: Platform, actor: Actor, id: string, input: AssessInput): Promise<string> {
  return workOnComplaint(platform, actor, id, async (working, found) => {
    mustBeUnanswered(found);
    const category = input.category ?? found.category;
    await mustBeOnList(working.tx, 'categories', category);
    if (stages.indexOf(found.stage) < stages.indexOf('assessed'))
      await moveTo(working, found, 'assessed', { skipping: input.skipping, reason: input.note ?? null });
    await writeAssessment(working.tx, id, { severity: input.severity, category });
    const { severity, note } = input;
    return [{ verb: 'complaint_assessed', detail: { severity, category, note } }];
  });
}

/** What was found: whether it is justified, why it happened, and where the cause lies. */
export function investigate(
  platform: Platform,
  actor: Actor,
  id: string,
  input: InvestigateInput,
): Promise<string> {
  return workOnComplaint(platform, actor, id, async (working, found) => {
    mustBeUnanswered(found);
    await mustBeOnList(working.tx, 'causes', input.cause);
    const touchpointId = input.causeTouchpoint
      ? await touchpointByKey(working.tx, input.causeTouchpoint)
      : null;
    if (touchpointId === undefined) throw notFound('touchpoint', input.causeTouchpoint);
    if (found.stage !== 'investigated')
      await moveTo(working, found, 'investigated', { skipping: input.skipping });
    const { outcome, findings, cause } = input;
    await writeFindings(working.tx, id, { outcome, findings, cause, touchpointId });
    return [
      { verb: 'complaint_investigated', detail: { outcome, cause, causeTouchpoint: input.causeTouchpoint } },
    ];
  });
}

/** What the customer is given to put it right. */
export function setRedress(
  platform: Platform,
  actor: Actor,
  id: string,
  input: RedressInput,
): Promise<string> {
  return workOnComplaint(platform, actor, id, async ({ tx }, found) => {
    mustBeUnanswered(found);
    const amount = input.amount ?? null;
    const currency = amount === null ? null : (input.currency ?? (await readOrganisation(tx)).currency);
    await writeRedress(tx, id, { what: input.what, amount, currency });
    return [{ verb: 'complaint_redress_set', detail: { amount, currency } }];
  });
}

/** More time for the answer, where the rule has it, once, and with a reason. */
export function extendComplaint(
  platform: Platform,
  actor: Actor,
  id: string,
  input: { reason: string },
): Promise<string> {
  return workOnComplaint(platform, actor, id, async ({ tx, personId, now }, found) => {
    if (!found.extended) {
      throw new Refusal('no_extension', `${found.rule} knows no longer time than this.`, {
        rule: found.rule,
      });
    }
    const clock = (await clocksOf(tx, id)).find((one) => one.clock === 'answer');
    if (!clock || clock.metAt)
      throw conflict('answered_already', `${found.reference} has its final response already.`, {});
    if (clock.firstDueAt)
      throw conflict('extended_already', `${found.reference} has the longer time already.`, {
        dueAt: clock.dueAt,
      });
    const dueAt = await extend(tx, clock, {
      period: found.extended,
      at: now,
      by: personId,
      why: input.reason,
    });
    return [{ verb: 'complaint_extended', detail: { dueAt, before: clock.dueAt, reason: input.reason } }];
  });
}

/** The customer took it to somebody outside. */
export function escalate(
  platform: Platform,
  actor: Actor,
  id: string,
  input: EscalateInput,
): Promise<string> {
  return workOnComplaint(platform, actor, id, async ({ tx, personId, now }) => {
    const escalationId = newId();
    const { body, reference = null, note = null } = input;
    await insertEscalation(tx, {
      id: escalationId,
      complaintId: id,
      at: now,
      body,
      reference,
      note,
      by: personId,
    });
    return [{ verb: 'complaint_escalated', detail: { escalationId, body } }];
  });
}

/** How they decided. */
export function noteDecision(
  platform: Platform,
  actor: Actor,
  id: string,
  given: { escalationId: string; input: DecidedInput },
): Promise<string> {
  return workOnComplaint(platform, actor, id, async ({ tx, personId, now }) => {
    const { decision, note = null } = given.input;
    const done = await decideEscalation(tx, {
      id: given.escalationId,
      complaintId: id,
      at: now,
      decision,
      note,
      by: personId,
    });
    if (!done) throw conflict('decided_already', 'This was decided already, or is not there.', {});
    return [{ verb: 'complaint_decided', detail: { escalationId: given.escalationId, decision } }];
  });
}
