import type { IdentityFact, TakeIn } from '../../collect/collect.ts';
import { touchpointIndex } from '../../map/map.ts';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import { sql } from '../../platform/database.ts';
import { notFound, Refusal } from '../../platform/errors.ts';
import { recordEvent } from '../../platform/events.ts';
import { derivedId, newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import { openSurvey } from '../survey/open.ts';
import { sizeOf } from './gather.sql.ts';
import { readList } from './list.ts';
import { plansOf } from './plan.sql.ts';
import type { Audience, PlanChange, PlanInput, PlanSettings, SurveyPlan } from './plan.ts';

export async function listPlans(platform: Platform, actor: Actor, key: string): Promise<SurveyPlan[]> {
  require(actor, 'survey:read');
  return plansOf(platform.db, (await openSurvey(platform.db, key)).surveyId);
}

/**
 * When and whom a survey asks, from now on. People on a list become customers like everybody else: known by their address,
 * and joined with those we know already.
 * @throws Refusal `not_found` (survey, touchpoint), `list_missing`, `bad_list`
 */
export async function makePlan(
  platform: Platform,
  actor: Actor,
  { key, input, takeIn }: { key: string; input: PlanInput; takeIn: TakeIn },
): Promise<SurveyPlan> {
  require(actor, 'survey:write');
  const survey = await openSurvey(platform.db, key);
  const { settings } = input;
  await checked(platform, settings);
  const needsList = settings.trigger.kind !== 'event' && settings.trigger.audience.kind === 'list';
  if (needsList !== (input.list !== undefined))
    throw new Refusal(
      needsList ? 'list_missing' : 'list_unused',
      needsList ? 'Give the list of people to be asked.' : 'Only a plan for a list takes a list.',
      {},
    );
  const people = input.list === undefined ? [] : await readList(input.list);
  const addressKey = (email: string) => `address:${email}`;
  if (people.length > 0) {
    const facts = people.map(
      ({ email, name, language }): IdentityFact => ({
        type: 'identity',
        key: addressKey(email),
        email,
        partial: true,
        ...(name ? { name } : {}),
        ...(language ? { attributes: { language } } : {}),
      }),
    );
    await takeIn(platform, { sourceId: survey.sourceId, facts });
  }
  const planId = newId();
  const now = platform.clock.now();
  await platform.db.tx(async (tx) => {
    await tx.run(sql`insert into survey_plans (plan_id, survey_id, name, settings, starts_at, made_at, made_by)
      values (${planId}::uuid, ${survey.surveyId}::uuid, ${input.name}, ${JSON.stringify(settings)}::jsonb,
        ${input.startsAt ?? now}::timestamptz, ${now}::timestamptz, ${actor.personId}::uuid)`);
    const ids = people.map(({ email }) => derivedId(survey.sourceKey, addressKey(email)));
    await tx.run(sql`insert into survey_plan_people (plan_id, identity_id)
      select ${planId}::uuid, identity_id from identities
      where identity_id = any(${ids}::uuid[]) and content_hash <> 'erased' on conflict do nothing`);
    const subject = { kind: 'survey', id: survey.key };
    const data = { plan: planId, name: input.name, trigger: settings.trigger.kind };
    await recordEvent(tx, platform, { name: 'survey.planned', subject, data });
    await audit(tx, platform, actor, { verb: 'survey.planned', subject, detail: data });
  });
  return onePlan(platform, survey.surveyId, planId);
}

/** Holds for whoever is asked from then on. What is stopped asks nobody, and goes on where it is started again. */
export async function changePlan(
  platform: Platform,
  actor: Actor,
  { key, planId, change }: { key: string; planId: string; change: PlanChange },
): Promise<SurveyPlan> {
  require(actor, 'survey:write');
  const survey = await openSurvey(platform.db, key);
  const before = await onePlan(platform, survey.surveyId, planId);
  if (change.settings) await checked(platform, change.settings);
  const kinds = [before.settings.trigger, change.settings?.trigger ?? before.settings.trigger].map(kindOf);
  if (kinds[0] !== kinds[1])
    throw new Refusal(
      'plan_kind_fixed',
      'What sets a plan off stays what it is. Stop this one and make another.',
      {},
    );
  const now = platform.clock.now();
  const stoppedAt =
    change.stopped === undefined ? before.stoppedAt : change.stopped ? (before.stoppedAt ?? now) : null;
  await platform.db.tx(async (tx) => {
    await tx.run(sql`update survey_plans set name = ${change.name ?? before.name},
      settings = ${JSON.stringify(change.settings ?? before.settings)}::jsonb, stopped_at = ${stoppedAt}::timestamptz,
      stopped_by = case when ${stoppedAt}::timestamptz is null then null else coalesce(stopped_by, ${actor.personId}::uuid) end
      where plan_id = ${planId}::uuid`);
    await audit(tx, platform, actor, {
      verb: 'survey.plan_changed',
      subject: { kind: 'survey', id: survey.key },
      detail: { plan: planId, ...change },
    });
  });
  return onePlan(platform, survey.surveyId, planId);
}

/** Who would be asked today, before the rules are asked. */
export async function audienceSize(platform: Platform, actor: Actor, audience: Audience) {
  require(actor, 'survey:read');
  return sizeOf(platform.db, audience, platform.clock.now());
}

function kindOf(trigger: PlanSettings['trigger']): string {
  return trigger.kind === 'event' ? 'event' : `${trigger.kind} ${trigger.audience.kind}`;
}

async function checked({ db }: Platform, { trigger }: PlanSettings): Promise<void> {
  const named =
    trigger.kind === 'event'
      ? trigger.touchpoint
      : trigger.audience.kind === 'customers'
        ? trigger.audience.touchpoint
        : null;
  if (named && !(await touchpointIndex(db)).byKey.has(named)) throw notFound('touchpoint', named);
}

async function onePlan({ db }: Platform, surveyId: string, planId: string): Promise<SurveyPlan> {
  const [plan] = await plansOf(db, surveyId, planId);
  if (!plan) throw notFound('plan', planId);
  return plan;
}
