import { customersByIds } from '../../know/know.ts';
import { type Actor, require } from '../../platform/access.ts';
import { conflict, notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import { readOrganisation } from '../../platform/settings.ts';
import { readDraft } from '../draft.sql.ts';
import { readCase } from '../life.sql.ts';
import { personOf, workOn } from '../life.ts';
import { actionsOf } from '../message.sql.ts';
import { dayIn } from '../template.ts';
import { type Filled, fill } from './entry.ts';
import { insertUses, readEntry, readVersionsById } from './library.sql.ts';
import type { Variable } from './variables.ts';

/** The approved text with what the case knows put in, in this language or, where it was not written, in the other. */
export async function fillFor(
  platform: Platform,
  actor: Actor,
  entryId: string,
  asked: { caseId: string; language?: 'en' | 'de' | undefined },
): Promise<Filled> {
  require(actor, 'case:work');
  const entry = await readEntry(platform.db, entryId);
  const version = entry?.currentId
    ? (await readVersionsById(platform.db, [entry.currentId])).get(entry.currentId)
    : undefined;
  if (!entry || !version) throw notFound('approved library entry', entryId);
  if (entry.retiredAt) throw conflict('retired', 'This was retired. Choose another one.');
  const wished = asked.language ?? 'en';
  const language = version.texts[wished] ? wished : wished === 'en' ? 'de' : 'en';
  const text = version.texts[language];
  const values = await valuesFor(platform, personOf(actor), asked.caseId, language);
  const subject = fill(text?.subject ?? '', values);
  const body = fill(text?.body ?? '', values);
  return {
    entryId,
    language,
    subject: subject.text,
    body: body.text,
    missing: [...new Set([...subject.missing, ...body.missing])],
  };
}

async function valuesFor(
  platform: Platform,
  personId: string,
  caseId: string,
  language: 'en' | 'de',
): Promise<Record<Variable, string | null>> {
  const { db } = platform;
  const [found, facts] = await Promise.all([readCase(db, caseId), readDraft(db, caseId, personId)]);
  if (!found || !facts) throw notFound('case', caseId);
  const [customers, organisation, actions] = await Promise.all([
    customersByIds(db, [found.customerId]),
    readOrganisation(db),
    actionsOf(db, caseId),
  ]);
  return {
    customer: customers.get(found.customerId)?.name ?? null,
    agent: facts.person,
    title: facts.title,
    case: String(found.number),
    reference: `${found.openedAt.getUTCFullYear()}-${String(found.number).padStart(6, '0')}`,
    touchpoint: facts.touchpoint,
    day: dayIn(language, organisation.timezone)(facts.occurredAt),
    quote: facts.quote,
    actions: actions.length > 1 ? actions.map((one) => `– ${one}`).join('\n') : (actions[0] ?? null),
    organisation: organisation.name,
  };
}

/** It helped somebody to solve this case; what the customer says of it will say whether it did. */
export function noteUse(platform: Platform, actor: Actor, caseId: string, entryId: string): Promise<void> {
  return workOn(platform, actor, caseId, async ({ tx, now }) => {
    const entry = await readEntry(tx, entryId);
    if (!entry?.currentId || entry.retiredAt) throw notFound('approved library entry', entryId);
    const fresh = await insertUses(tx, { entryIds: [entryId], caseId, messageId: null, at: now });
    return fresh.length > 0 ? [{ verb: 'library_used', detail: { entryId } }] : [];
  });
}
