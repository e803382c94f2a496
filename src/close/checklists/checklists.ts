import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { type Working, workOn } from '../life.ts';
import { peopleOf } from '../list.ts';
import {
  archiveList,
  insertChecklist,
  readChecklists,
  retireSteps,
  stepsOf,
  tick,
  untick,
  updateChecklist,
  writeStep,
} from './checklist.sql.ts';
import { type CaseSteps, type Checklist, ChecklistInput } from './checklist.ts';

export function listChecklists(platform: Platform): Promise<Checklist[]> {
  return readChecklists(platform.db);
}

/**
 * Makes a list, or changes one. Steps left out are retired; a step worded anew is another step.
 * @throws Refusal `checklist_changed` (409)
 */
export function saveChecklist(
  platform: Platform,
  actor: Actor,
  input: ChecklistInput,
  id?: string,
): Promise<Checklist> {
  require(actor, 'checklist:write');
  const { steps, revision, ...head } = ChecklistInput.parse(input);
  const now = platform.clock.now();
  return platform.db.tx(async (tx) => {
    const before = id === undefined ? undefined : (await readChecklists(tx, id))[0];
    if (id !== undefined && !before) throw notFound('checklist', id);
    const listId = before?.id ?? newId();
    if (!before) await insertChecklist(tx, { id: listId, ...head, at: now, by: actor.personId });
    else if (!(await updateChecklist(tx, { id: listId, ...head, revision: revision ?? before.revision })))
      throw conflict(
        'checklist_changed',
        'Somebody changed this list meanwhile. Load it again, and change it then.',
        {
          revision: before.revision,
        },
      );
    await writeSteps(tx, listId, steps, before, now);
    const after = (await readChecklists(tx, listId))[0] as Checklist;
    await audit(tx, platform, actor, {
      verb: before ? 'checklist.changed' : 'checklist.made',
      subject: { kind: 'checklist', id: listId },
      detail: { before, after },
    });
    return after;
  });
}

async function writeSteps(
  tx: Tx,
  listId: string,
  steps: { id?: string | undefined; text: string; beforeTelling: boolean }[],
  before: Checklist | undefined,
  now: Date,
): Promise<void> {
  const kept = steps.map((step) => {
    const same = before?.steps.find((one) => one.id === step.id && one.text === step.text);
    return { ...step, id: same?.id ?? newId() };
  });
  await retireSteps(
    tx,
    listId,
    kept.map(({ id }) => id),
    now,
  );
  for (const [position, step] of kept.entries()) await writeStep(tx, { ...step, listId, position });
}

/** No case takes it any more; what was ticked stays on record. `back` undoes it. */
export function archiveChecklist(platform: Platform, actor: Actor, id: string, back = false): Promise<void> {
  require(actor, 'checklist:write');
  return platform.db.tx(async (tx) => {
    if (!(await archiveList(tx, id, back ? null : platform.clock.now()))) throw notFound('checklist', id);
    await audit(tx, platform, actor, {
      verb: back ? 'checklist.restored' : 'checklist.archived',
      subject: { kind: 'checklist', id },
      detail: {},
    });
  });
}

export async function caseSteps(platform: Platform, actor: Actor, caseId: string): Promise<CaseSteps> {
  require(actor, 'case:read');
  const rows = await stepsOf(platform.db, caseId);
  const people = await peopleOf(
    platform.db,
    rows.map((row) => row.personId),
  );
  return {
    items: rows.map(({ id, list, text, beforeTelling, at, personId }) => ({
      id,
      list,
      text,
      beforeTelling,
      done: at && personId ? { at, by: people(personId) } : null,
    })),
    next: null,
  };
}

/** Ticks a step, or takes the tick back; saying it twice changes nothing. */
export function setStep(
  platform: Platform,
  actor: Actor,
  at: { caseId: string; stepId: string },
  done: boolean,
): Promise<void> {
  return workOn(platform, actor, at.caseId, async ({ tx, personId, now }) => {
    const step = (await stepsOf(tx, at.caseId)).find(({ id }) => id === at.stepId);
    if (!step) throw notFound('step of this case', at.stepId);
    const changed = done
      ? await tick(tx, { id: newId(), ...at, at: now, personId })
      : await untick(tx, { ...at, at: now, personId });
    const verb = done ? 'step_done' : 'step_undone';
    return changed ? [{ verb, detail: { stepId: at.stepId, text: step.text } }] : [];
  });
}

/** @throws Refusal `steps_open`: what must be done first */
export async function mustHaveDone({ tx, case: found }: Working): Promise<void> {
  const open = (await stepsOf(tx, found.caseId)).filter((step) => step.beforeTelling && !step.at);
  if (open.length === 0) return;
  throw new Refusal(
    'steps_open',
    `Before the customer is told, tick: ${open.map(({ text }) => `“${text}”`).join(', ')}.`,
    { steps: open.map(({ id, text }) => ({ id, text })) },
  );
}
