import type { Actor } from '../../platform/access.ts';
import { conflict, notFound, Refusal } from '../../platform/errors.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { readCase } from '../life.sql.ts';
import { workOn } from '../life.ts';
import {
  beside,
  caseNamed,
  endLink,
  insertLink,
  linkedTo,
  mergedHere,
  mergeOf,
  ofSameCustomer,
} from './related.sql.ts';
import type { LinkInput, Related } from './related.ts';

const shown = 20;

/** The cases that have to do with this one: the customer's others, those somebody linked, its duplicates. */
export async function relatedCases(platform: Platform, caseId: string): Promise<Related> {
  const { db } = platform;
  const found = await readCase(db, caseId);
  if (!found) throw notFound('case', caseId);
  const [sameCustomer, linked, merged, merge] = await Promise.all([
    ofSameCustomer(db, caseId, found.customerId, shown),
    linkedTo(db, caseId),
    mergedHere(db, caseId),
    mergeOf(db, caseId),
  ]);
  return { sameCustomer, linked, merged, into: merge ? ((await beside(db, merge.intoId)) ?? null) : null };
}

/** Says that two cases have to do with each other; it stands at both. */
export function linkCase(platform: Platform, actor: Actor, caseId: string, input: LinkInput): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, case: found, personId, now }) => {
    const otherId = await caseNamed(tx, input.to);
    if (!otherId) throw notFound('case', input.to);
    if (otherId === caseId) {
      throw new Refusal('same_case', 'A case cannot be linked to itself. Name another one.', {
        to: input.to,
      });
    }
    const id = newId();
    const note = input.note || null;
    if (!(await insertLink(tx, { id, caseId, otherId, kind: input.kind, note, at: now, by: personId }))) {
      throw conflict('is_linked', `Case ${found.number} and that one are linked already.`, { otherId });
    }
    const other = await readCase(tx, otherId);
    return [
      { verb: 'linked', detail: { linkId: id, otherId, otherNumber: other?.number, kind: input.kind, note } },
    ];
  });
}

export function unlinkCase(
  platform: Platform,
  actor: Actor,
  caseId: string,
  input: { id: string },
): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, personId, now }) => {
    const ended = await endLink(tx, { id: input.id, caseId, at: now, by: personId });
    if (!ended)
      throw conflict('not_linked', 'This link is not there any more: somebody took it away meanwhile.', {});
    const other = await readCase(tx, ended.otherId);
    return [
      { verb: 'unlinked', detail: { linkId: input.id, otherId: ended.otherId, otherNumber: other?.number } },
    ];
  });
}
