import type { Actor } from '../../platform/access.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCase } from '../life.sql.ts';
import { personOf } from '../life.ts';
import { dropDraft, overwriteDraft, readDrafts, readKeptDraft, writeDraft } from './desk.sql.ts';
import type { Draft, DraftInput, DraftKind } from './shapes.ts';

/** What this person was writing here, on whatever device. Nobody else sees it. */
export function keptDrafts(platform: Platform, actor: Actor, caseId: string): Promise<Draft[]> {
  return readDrafts(platform.db, caseId, personOf(actor));
}

/**
 * Keeps what is being written. Two devices at one draft: the second is told what the first has kept, and decides; the one that
 * is not chosen is set aside, so that no word is lost.
 * @throws Refusal `draft_changed` (409) with the draft that stands
 */
export async function keepDraft(
  platform: Platform,
  actor: Actor,
  at: { caseId: string; kind: DraftKind },
  input: DraftInput,
): Promise<Draft> {
  const place = { ...at, personId: personOf(actor) };
  if (!(await readCase(platform.db, at.caseId))) throw notFound('case', at.caseId);
  const draft = { content: input.content, at: platform.clock.now() };
  if (input.over) return overwriteDraft(platform.db, place, draft);
  const written = await writeDraft(platform.db, place, { ...draft, revision: input.revision });
  if (written) return written;
  const stands = await readKeptDraft(platform.db, place);
  // Sent or thrown away elsewhere: what is being written here is a new one.
  if (!stands) return overwriteDraft(platform.db, place, draft);
  throw conflict(
    'draft_changed',
    'You wrote something else here meanwhile, on another device or in another window. Choose which one to go on with; the other is kept.',
    { draft: stands },
  );
}

export function throwDraftAway(
  platform: Platform,
  actor: Actor,
  at: { caseId: string; kind: DraftKind },
): Promise<void> {
  return dropDraft(platform.db, { ...at, personId: personOf(actor) });
}
