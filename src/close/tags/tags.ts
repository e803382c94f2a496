import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { workOn } from '../life.ts';
import { archiveTag, putTag, readTag, readTags, renameTag, tagNamed, takeTag } from './tag.sql.ts';
import type { Tag, TagChange, TaggingInput } from './tag.ts';

const countedUpTo = 1000;

export function listTags(platform: Platform): Promise<(Tag & { open: number })[]> {
  return readTags(platform.db, countedUpTo);
}

/** Gives a case a tag; one that does not exist yet is made. Closed cases too: what they were about is found later. */
export function tagCase(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: TaggingInput,
): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, case: found, personId, now }) => {
    const tag = 'name' in input ? await tagNamed(tx, input.name, now, personId) : await readTag(tx, input.id);
    if (!tag) throw notFound('tag', 'id' in input ? input.id : '');
    if (!(await putTag(tx, { caseId, tagId: tag.id, at: now, personId }))) {
      throw conflict('has_tag', `Case ${found.number} has the tag “${tag.name}” already.`, { tag });
    }
    return [{ verb: 'tagged', detail: { tagId: tag.id, tag: tag.name } }];
  });
}

export function untagCase(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: { id: number },
): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, case: found }) => {
    const tag = await readTag(tx, input.id);
    if (!tag) throw notFound('tag', input.id);
    if (!(await takeTag(tx, caseId, tag.id))) {
      throw conflict('has_no_tag', `Case ${found.number} does not have the tag “${tag.name}” (any more).`, {
        tag,
      });
    }
    return [{ verb: 'untagged', detail: { tagId: tag.id, tag: tag.name } }];
  });
}

/** Renames it everywhere, or takes it out of use: cases that have it keep it, nobody finds it among the choices. */
export async function changeTag(
  platform: Platform,
  actor: Actor,
  tagId: number,
  input: TagChange,
): Promise<Tag & { open: number }> {
  require(actor, 'settings:write');
  return platform.db.tx(async (tx) => {
    const before = await readTag(tx, tagId);
    if (!before) throw notFound('tag', tagId);
    if (input.name && !(await renameTag(tx, tagId, input.name))) {
      throw conflict('tag_exists', `There is a tag “${input.name}” already.`, { name: input.name });
    }
    if (input.archived) await archiveTag(tx, tagId, platform.clock.now());
    await audit(tx, platform, actor, {
      verb: input.archived ? 'case_tag.archived' : 'case_tag.renamed',
      subject: { kind: 'case_tag', id: tagId },
      detail: { before: before.name, name: input.name ?? before.name },
    });
    return { ...before, name: input.name ?? before.name, open: 0 };
  });
}
