import { mustNotBeErased } from '../../know/know.ts';
import { type Actor, require } from '../../platform/access.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { insertNote } from '../life.sql.ts';
import { type Deed, type Working, workOn } from '../life.ts';
import { tell } from '../notice.ts';
import { attach } from './attach.ts';
import { changeNote, dropDraft, mentionable, noteVersions, readNote, setMentions } from './desk.sql.ts';
import { NoteChange, NoteInput } from './shapes.ts';

/** For colleagues; the customer never sees it. Who is mentioned hears of it. */
export function addNote(platform: Platform, actor: Actor, caseId: string, input: NoteInput): Promise<void> {
  const { text, mentions, files } = NoteInput.parse(input);
  return workOn(platform, actor, caseId, async (working) => {
    const { tx, personId, now } = working;
    await mustNotBeErased(tx, working.case.customerId);
    const id = newId();
    await insertNote(tx, { id, caseId, at: now, personId, text });
    await attach(working, files, { as: 'note', id });
    await dropDraft(tx, { caseId, personId, kind: 'note' });
    const deeds = await mention(platform, actor, working, { id, text, mentions });
    return [{ verb: 'noted', detail: { noteId: id } }, ...deeds];
  });
}

/**
 * Says it better. What it said before is kept, and can be read.
 * @throws Refusal `not_yours` (403): only who wrote a note changes it
 */
export function rewriteNote(
  platform: Platform,
  actor: Actor,
  at: { caseId: string; noteId: string },
  input: { text: string; mentions?: string[] },
): Promise<void> {
  const { text, mentions } = NoteChange.parse(input);
  return workOn(platform, actor, at.caseId, async (working) => {
    const { tx, personId, now } = working;
    const note = await readNote(tx, at.caseId, at.noteId);
    if (!note) throw notFound('note', at.noteId);
    if (note.personId !== personId)
      throw new Refusal('not_yours', 'Only who wrote a note can change it. Write one of your own.', {}, 403);
    if (note.text !== text) await changeNote(tx, at.noteId, text, now);
    const deeds = await mention(platform, actor, working, { id: at.noteId, text, mentions });
    return note.text === text ? deeds : [{ verb: 'note_changed', detail: { noteId: at.noteId } }, ...deeds];
  });
}

/** What a note said before, the last first. */
export async function earlierWords(platform: Platform, actor: Actor, at: { caseId: string; noteId: string }) {
  require(actor, 'case:read');
  if (!(await readNote(platform.db, at.caseId, at.noteId))) throw notFound('note', at.noteId);
  return { items: await noteVersions(platform.db, at.noteId), next: null };
}

/** Mentions stand in the words; who was not told before is told now. */
async function mention(
  platform: Platform,
  actor: Actor,
  { tx, case: found, personId, now }: Working,
  note: { id: string; text: string; mentions: string[] },
): Promise<Deed[]> {
  const ids = [...new Set(note.mentions)];
  const people = ids.length > 0 ? await mentionable(tx, ids) : [];
  const unknown = ids.find((id) => !people.some((one) => one.id === id));
  if (unknown)
    throw new Refusal('mentioned_unknown', 'Somebody you mention is not known here. Choose from the list.', {
      id: unknown,
    });
  const today = now.toISOString().slice(0, 10);
  const left = people.find(({ leftOn }) => leftOn !== null && leftOn <= today);
  if (left)
    throw new Refusal(
      'mentioned_left',
      `${left.name} left on ${left.leftOn} and would not read this. Mention somebody who is here.`,
      { id: left.id, leftOn: left.leftOn },
    );
  // Whose name was taken out of the words again is not meant any more.
  const meant = people.filter(({ name }) => note.text.includes(`@${name}`));
  const fresh = await setMentions(
    tx,
    { noteId: note.id, caseId: found.caseId, at: now },
    meant.map(({ id }) => id),
  );
  const told = fresh.filter((id) => id !== personId);
  if (told.length === 0) return [];
  await tell(tx, platform, told, {
    kind: 'mention',
    customerIds: [found.customerId],
    write: ({ words, customer, href }) => ({
      title: words.mentioned(actor.name),
      caseId: found.caseId,
      blocks: [
        { kind: 'text', text: `#${found.number} · ${customer(found.customerId)} · ${found.reason}` },
        { kind: 'quote', text: note.text.slice(0, 2000).toWellFormed() },
        { kind: 'text', text: words.mentionedLead },
        { kind: 'buttons', buttons: [{ label: words.open, href: href(found.caseId), main: true }] },
      ],
    }),
  });
  return [{ verb: 'mentioned', detail: { noteId: note.id, people: told } }];
}
