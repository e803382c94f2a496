import { type Actor, require } from '../platform/access.ts';
import type { Tx } from '../platform/database.ts';
import { Refusal } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { AssignmentInput, assignWithin, type Written } from './assign.ts';
import {
  type Before,
  beforeOf,
  type ChangeSetRow,
  carryOut,
  departmentState,
  dropDepartmentChanges,
  editsOf,
  insertDepartmentChange,
  restoreDepartment,
} from './changeSet.sql.ts';
import type { Edit, Problem, Who } from './changeSet.ts';
import { dayOf, later } from './day.ts';
import { endWithin } from './ending.ts';
import { holderBy } from './holder.sql.ts';
import { ledgerOfHolder, ledgerOfObject, lockLedger, type Made, objectByKey } from './ledger.sql.ts';
import type { LedgerRow } from './ledger.ts';
import { namesOfObjects } from './ledgerObject.sql.ts';
import { changePersonWithin } from './people.ts';
import { personRow } from './person.sql.ts';
import { freeOf } from './spans.ts';
import { takeBack } from './undoing.ts';

export interface Doing {
  tx: Tx;
  platform: Platform;
  actor: Actor;
  changeSetId: string;
  /** From this day on. */
  day: string;
  today: string;
  reason: string;
  made: Made;
  /** Filled as it goes. */
  before: Before[];
}

/** Every edit of a set as it stands, done now. The caller keeps it or takes it back. */
export async function doAll(
  tx: Tx,
  what: { platform: Platform; actor: Actor; row: ChangeSetRow; reason: string },
) {
  const { platform, actor, row, reason } = what;
  await lockLedger(tx);
  const at = platform.clock.now();
  const doing: Doing = {
    tx,
    platform,
    actor,
    changeSetId: row.id,
    day: row.on,
    today: await dayOf(tx, at),
    reason,
    made: { at, by: actor.personId, in: row.id },
    before: [],
  };
  const edits = (await editsOf(tx, row.id)).map((one) => one.edit);
  return { doing, ...(await doEdits(doing, edits)) };
}

/** Does every edit, in order, and tells of those that cannot be done: then nothing of the set may be kept. */
async function doEdits(
  doing: Doing,
  edits: readonly Edit[],
): Promise<{ written: Written[]; problems: Problem[] }> {
  const written: Written[] = [];
  const problems: Problem[] = [];
  for (const [position, edit] of edits.entries()) {
    try {
      written.push(...(await doEdit(doing, edit)));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      problems.push({ position, code: error.code, message: error.message });
    }
  }
  return { written, problems };
}

function doEdit(doing: Doing, edit: Edit): Promise<Written[]> {
  switch (edit.do) {
    case 'assign':
      return give(doing, edit);
    case 'end':
      return end(doing, edit);
    case 'move':
      return move(doing, edit);
    case 'leave':
      return leave(doing, edit.person);
    case 'rename':
      return department(doing, edit.department, { name: edit.name });
    case 'close':
      return department(doing, edit.department, { closed: true, to: edit.to ?? null });
    case 'undo':
      return undo(doing, edit.changeSet);
  }
}

/** Whoever has it already keeps it: giving it again changes nothing. */
async function unlessTheirs(work: Promise<Written>): Promise<Written[]> {
  try {
    return [await work];
  } catch (error) {
    if (error instanceof Refusal && error.code === 'assigned_already') return [];
    throw error;
  }
}

function give(doing: Doing, edit: Extract<Edit, { do: 'assign' }>): Promise<Written[]> {
  const { who, do: _, ...given } = edit;
  const input = { ...given, ...who, from: doing.day, reason: doing.reason, replace: !edit.both };
  return unlessTheirs(assignWithin(doing.tx, AssignmentInput.parse(input), doing.made));
}

async function end(doing: Doing, edit: Extract<Edit, { do: 'end' }>): Promise<Written[]> {
  const { tx, day, reason, made } = doing;
  const object = await objectByKey(tx, edit.object.kind, edit.object.key);
  if (!object) throw new Refusal('not_found', `There is no ${edit.object.kind} “${edit.object.key}”.`);
  const holder = edit.who ? await holderBy(tx, edit.who) : undefined;
  const rows = (await ledgerOfObject(tx, edit.object.kind, object.id)).filter(
    (row) =>
      row.role === edit.role &&
      row.plane === edit.plane &&
      (row.until === null || row.until > day) &&
      (!holder || row.holderId === holder.id),
  );
  if (rows.length === 0) {
    const who = holder ? `${holder.name} has` : 'Nobody has';
    throw new Refusal('nothing_to_end', `${who} no such part in ${object.name} on ${day} or later.`);
  }
  const written = [];
  for (const row of rows) written.push(await endWithin(tx, row, { on: day, reason, made }));
  return written;
}

async function move(doing: Doing, edit: Extract<Edit, { do: 'move' }>): Promise<Written[]> {
  const { tx, day } = doing;
  const from = await holderBy(tx, edit.from);
  const rows = (await ledgerOfHolder(tx, from)).filter(
    (row) =>
      (row.until === null || row.until > day) &&
      (!edit.roles || edit.roles.includes(row.role)) &&
      (!edit.kinds || edit.kinds.includes(row.objectKind)) &&
      (!edit.plane || edit.plane === row.plane),
  );
  if (rows.length === 0)
    throw new Refusal('nothing_to_move', `${from.name} has nothing of that kind on ${day} or later.`);
  const to = await holderBy(tx, edit.to);
  if (to.id === from.id)
    throw new Refusal('to_oneself', `${from.name} has it already. Choose somebody else.`);
  return passRows(doing, rows, edit.to);
}

/** Each row ends for its holder on the day and goes on for the other; beside others who claim the same. */
async function passRows(doing: Doing, rows: readonly LedgerRow[], to: Who): Promise<Written[]> {
  const { tx, day, reason, made } = doing;
  const names = await namesOfObjects(tx, rows);
  const heir = await holderBy(tx, to);
  const written: Written[] = [];
  for (const row of rows) {
    const from = later(row.from, day);
    written.push(await endWithin(tx, row, { on: from, reason, made }));
    const { role, plane, until, objectKind: kind, objectId } = row;
    const object = { kind, key: names.get(`${kind} ${objectId}`)?.key ?? '' };
    const theirs = (await ledgerOfObject(tx, kind, objectId)).filter(
      (one) => one.role === role && one.plane === plane && one.holderId === heir.id,
    );
    for (const free of freeOf({ from, until }, theirs)) {
      const input = { object, role, plane, ...free, reason, both: true, ...to };
      written.push(await assignWithin(tx, AssignmentInput.parse(input), made));
    }
  }
  return written;
}

async function leave(doing: Doing, person: string): Promise<Written[]> {
  const { tx, platform, actor, day, today } = doing;
  require(actor, 'people:write');
  const { id } = await holderBy(tx, { person });
  const { leftOn } = (await personRow(tx, id, today))!;
  await changePersonWithin(tx, platform, actor, { id, given: { leftOn: day } });
  doing.before.push({ kind: 'person', id, leftOn, became: day });
  return [];
}

async function department(
  doing: Doing,
  key: string,
  to: { name?: string; closed?: true; to?: string | null },
): Promise<Written[]> {
  const { tx, actor, changeSetId, day, today, reason, made } = doing;
  require(actor, 'people:write');
  const { id } = await holderBy(tx, { department: key });
  const heir = to.to ? await holderBy(tx, { department: to.to }) : undefined;
  if (heir?.id === id)
    throw new Refusal('to_oneself', `${heir.name} is to be closed. Choose another department.`);
  doing.before.push({ kind: 'department', id, ...(await departmentState(tx, id)) });
  const change = await insertDepartmentChange(tx, {
    changeSetId,
    departmentId: id,
    on: day,
    name: to.name ?? null,
    closed: to.closed ?? null,
    peopleTo: heir?.id ?? null,
  });
  const written: Written[] = [];
  if (to.closed) {
    const rows = (await ledgerOfHolder(tx, { kind: 'department', id })).filter(
      (row) => row.until === null || row.until > day,
    );
    if (heir) written.push(...(await passRows(doing, rows, { department: heir.id })));
    else for (const row of rows) written.push(await endWithin(tx, row, { on: day, reason, made }));
  }
  if (day <= today) await carryOut(tx, change, made);
  return written;
}

async function undo(doing: Doing, changeSetId: string): Promise<Written[]> {
  const { tx, platform, actor, today, made } = doing;
  const written = await takeBack(doing, changeSetId);
  await dropDepartmentChanges(tx, changeSetId, made.at);
  for (const was of (await beforeOf(tx, changeSetId)).reverse()) {
    require(actor, 'people:write');
    if (was.kind === 'department') {
      doing.before.push({ kind: 'department', id: was.id, ...(await departmentState(tx, was.id)) });
      await restoreDepartment(tx, was, made);
      continue;
    }
    const now = await personRow(tx, was.id, today);
    if (now?.leftOn !== was.became) continue;
    await changePersonWithin(tx, platform, actor, { id: was.id, given: { leftOn: was.leftOn } });
    doing.before.push({ kind: 'person', id: was.id, leftOn: was.became, became: was.leftOn ?? '' });
  }
  return written;
}
