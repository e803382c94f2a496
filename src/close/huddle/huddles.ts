import { dayOf, hereOrRefuse, writeTo } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Runner, Tx } from '../../platform/database.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { personOf } from '../life.ts';
import { peopleOf } from '../list.ts';
import {
  endHuddle,
  type HuddleRow,
  insertHuddle,
  insertNote,
  lockHuddle,
  lockNote,
  type NoteRow,
  readHuddles,
  readNotes,
  setDone,
  type Team,
  teamByKey,
} from './huddle.sql.ts';
import type { Huddle, Note, NoteInput } from './huddle.ts';
import { sinceOf } from './since.ts';
import { huddleWords } from './words.ts';

/** @throws Refusal `not_found`. */
export async function teamOf(db: Runner, key: string | undefined): Promise<Team | undefined> {
  if (key === undefined) return undefined;
  const team = await teamByKey(db, key);
  if (!team) throw notFound('department', key);
  return team;
}

export async function notesOf(db: Runner, rows: NoteRow[]): Promise<Note[]> {
  const card = await peopleOf(
    db,
    rows.flatMap(({ ownerId, by }) => [ownerId, by]),
  );
  return rows.map(({ ownerId, by, ...row }) => ({
    ...row,
    owner: ownerId === null ? null : card(ownerId),
    by: card(by),
  }));
}

export async function huddleOf(db: Runner, row: HuddleRow): Promise<Huddle> {
  const [one] = await huddlesOf(db, [row]);
  return one as Huddle;
}

async function huddlesOf(db: Runner, rows: HuddleRow[]): Promise<Huddle[]> {
  const notes = Map.groupBy(
    await notesOf(
      db,
      await readNotes(
        db,
        rows.map(({ id }) => id),
      ),
    ),
    ({ huddleId }) => huddleId,
  );
  const card = await peopleOf(
    db,
    rows.map(({ begunBy }) => begunBy),
  );
  return rows.map(({ teamId, teamKey, teamName, begunBy, ...row }) => ({
    ...row,
    team: teamId && teamKey && teamName ? { id: teamId, key: teamKey, name: teamName } : null,
    begunBy: card(begunBy),
    notes: notes.get(row.id) ?? [],
  }));
}

/** Those that were, the newest first. */
export async function listHuddles(
  platform: Platform,
  actor: Actor,
  query: { team?: string | undefined; before?: Date | undefined },
): Promise<{ items: Huddle[]; next: string | null }> {
  require(actor, 'case:read');
  const team = await teamOf(platform.db, query.team);
  const rows = await readHuddles(platform.db, {
    ...(team ? { teamId: team.id } : {}),
    before: query.before,
    limit: 31,
  });
  const items = await huddlesOf(platform.db, rows.slice(0, 30));
  return { items, next: rows.length > 30 ? (items.at(-1)?.begunAt.toISOString() ?? null) : null };
}

export async function huddleById(platform: Platform, actor: Actor, id: string): Promise<Huddle> {
  require(actor, 'case:read');
  const [row] = await readHuddles(platform.db, { id });
  if (!row) throw notFound('huddle', id);
  return huddleOf(platform.db, row);
}

/** Begins one for a team, from where the last one ended. One at a time: who comes second joins the first. */
export async function beginHuddle(
  platform: Platform,
  actor: Actor,
  input: { team?: string | undefined },
): Promise<Huddle> {
  require(actor, 'case:work');
  const by = personOf(actor);
  return platform.db.tx(async (tx) => {
    const team = await teamOf(tx, input.team);
    const now = platform.clock.now();
    const [last] = await readHuddles(tx, { teamId: team?.id ?? null, limit: 1 });
    const id = newId();
    const begun = await insertHuddle(tx, {
      id,
      teamId: team?.id ?? null,
      since: sinceOf(last?.begunAt, now),
      at: now,
      by,
    });
    if (!begun) {
      throw conflict('huddle_running', 'A huddle of this team is under way. Go on with that one.', {
        huddleId: last?.id,
      });
    }
    await record(tx, platform, actor, { id, verb: 'begun', detail: { team: team?.key ?? null } });
    return huddleOf(tx, (await readHuddles(tx, { id }))[0] as HuddleRow);
  });
}

export async function endOfHuddle(platform: Platform, actor: Actor, id: string): Promise<Huddle> {
  require(actor, 'case:work');
  const by = personOf(actor);
  return platform.db.tx(async (tx) => {
    const found = await running(tx, id);
    await endHuddle(tx, id, platform.clock.now(), by);
    await record(tx, platform, actor, { id, verb: 'ended', detail: { team: found.teamKey } });
    return huddleOf(tx, (await readHuddles(tx, { id }))[0] as HuddleRow);
  });
}

/** A note; with somebody and a day a decision, of which they hear. */
export async function addHuddleNote(
  platform: Platform,
  actor: Actor,
  huddleId: string,
  input: NoteInput,
): Promise<Note> {
  require(actor, 'case:work');
  const by = personOf(actor);
  return platform.db.tx(async (tx) => {
    const found = await running(tx, huddleId);
    const now = platform.clock.now();
    const { step, text } = input;
    const ownerId = input.ownerId ?? null;
    const dueOn = input.dueOn ?? null;
    if (ownerId !== null) await hereOrRefuse(tx, ownerId, now);
    if (dueOn !== null && dueOn < (await dayOf(tx, now))) {
      throw new Refusal('day_is_past', 'Choose today or a later day.', { field: 'dueOn', dueOn }, 422);
    }
    const row = { id: newId(), huddleId, step, text, ownerId, dueOn, at: now, by };
    await insertNote(tx, row);
    const verb = ownerId === null ? 'noted' : 'decided';
    await record(tx, platform, actor, { id: huddleId, verb, detail: { noteId: row.id, ownerId, dueOn } });
    if (ownerId !== null && ownerId !== by) {
      await writeTo(tx, platform, [ownerId], ({ language, day, href }) => {
        const words = huddleWords[language];
        const path = found.teamKey ? `/huddles?team=${found.teamKey}` : '/huddles';
        return {
          title: words.decided(actor.name),
          blocks: [
            { kind: 'quote', text },
            { kind: 'text', text: words.by(day(`${dueOn}T12:00:00Z`)) },
            { kind: 'buttons', buttons: [{ label: words.open, href: href(path), main: true }] },
          ],
        };
      });
    }
    return (await notesOf(tx, [{ ...row, doneAt: null }]))[0] as Note;
  });
}

/** Done, or not done after all. */
export async function settleDecision(
  platform: Platform,
  actor: Actor,
  noteId: string,
  done: boolean,
): Promise<Note> {
  require(actor, 'case:work');
  const by = personOf(actor);
  return platform.db.tx(async (tx) => {
    const note = await lockNote(tx, noteId);
    if (!note?.ownerId) throw notFound('decision', noteId);
    const at = platform.clock.now();
    if ((note.doneAt !== null) !== done) {
      await setDone(tx, noteId, done ? { at, by } : null);
      await record(tx, platform, actor, {
        id: note.huddleId,
        verb: done ? 'decision_done' : 'decision_reopened',
        detail: { noteId },
      });
    }
    return (await notesOf(tx, [{ ...note, doneAt: done ? (note.doneAt ?? at) : null }]))[0] as Note;
  });
}

async function running(tx: Tx, id: string): Promise<HuddleRow> {
  const found = await lockHuddle(tx, id);
  if (!found) throw notFound('huddle', id);
  if (found.endedAt)
    throw conflict('huddle_over', 'This huddle is over. Begin the next one.', { endedAt: found.endedAt });
  return found;
}

async function record(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  what: { id: string; verb: string; detail: Record<string, unknown> },
): Promise<void> {
  const subject = { kind: 'huddle', id: what.id };
  await recordEvent(tx, platform, { name: `huddle.${what.verb}`, subject, data: what.detail });
  await audit(tx, platform, actor, { verb: `huddle.${what.verb}`, subject, detail: what.detail });
}
