import { readDimensions } from '../../know/know.ts';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { nextWorking } from '../../platform/hours/hours.ts';
import type { Platform } from '../../platform/platform.ts';
import { skipsOf } from '../invite/due.sql.ts';
import { openSurvey } from '../survey/open.ts';
import { endRule, readContacting, rulesShown, writeContacting, writeRule } from './rules.sql.ts';
import type { Contacting, ContactRule, ContactRuleInput, ContactRules } from './rules.ts';

const SHOWN_DAYS = 90;

/** Everything that decides whether somebody is asked, and how often it kept somebody from it in the last 90 days. */
export async function contactRules(platform: Platform, actor: Actor): Promise<ContactRules> {
  require(actor, 'survey:read');
  const { db, clock } = platform;
  const since = new Date(clock.now().getTime() - SHOWN_DAYS * 86_400_000);
  return {
    contacting: await readContacting(db),
    rules: await rulesShown(db, since),
    skipped: await skipsOf(db, { surveyId: null, from: since }),
    days: SHOWN_DAYS,
    dimensions: await readDimensions(db),
  };
}

/** @throws Refusal `never_allowed` where no mail could ever leave */
export async function changeContacting(
  platform: Platform,
  actor: Actor,
  contacting: Contacting,
): Promise<ContactRules> {
  require(actor, 'contact:write');
  const now = platform.clock.now();
  if (!nextWorking(contacting.allowed, now) || !nextWorking(contacting.business, now))
    throw new Refusal(
      'never_allowed',
      'Within these hours nothing would ever be sent. Allow at least one hour a week.',
      {},
    );
  await platform.db.tx(async (tx) => {
    const before = await readContacting(tx);
    await writeContacting(tx, contacting, now, actor.personId);
    await tell(tx, platform, actor, {
      verb: 'contact_rules.changed',
      id: 'contacting',
      detail: { before, after: contacting },
    });
  });
  return contactRules(platform, actor);
}

/** Holds from the next mail on. @throws Refusal `not_found` of a survey */
export async function addContactRule(
  platform: Platform,
  actor: Actor,
  input: ContactRuleInput,
): Promise<ContactRule> {
  require(actor, 'contact:write');
  const surveyId = input.survey ? (await openSurvey(platform.db, input.survey)).surveyId : null;
  const { dims, most = null, days = null, gapDays = null } = input;
  const now = platform.clock.now();
  const id = await platform.db.tx(async (tx) => {
    const made = await writeRule(tx, { surveyId, dims, most, days, gapDays }, now, actor.personId);
    await tell(tx, platform, actor, { verb: 'contact_rules.added', id: made, detail: input });
    return made;
  });
  const found = (await contactRules(platform, actor)).rules.find((rule) => rule.id === id);
  if (!found) throw notFound('contact rule', id);
  return found;
}

export async function endContactRule(platform: Platform, actor: Actor, id: string): Promise<void> {
  require(actor, 'contact:write');
  await platform.db.tx(async (tx) => {
    if (!(await endRule(tx, id, platform.clock.now(), actor.personId))) throw notFound('contact rule', id);
    await tell(tx, platform, actor, { verb: 'contact_rules.ended', id, detail: {} });
  });
}

function tell(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  { verb, id, detail }: { verb: string; id: string; detail: object },
): Promise<void> {
  return audit(tx, platform, actor, { verb, subject: { kind: 'contact_rule', id }, detail: { ...detail } });
}
