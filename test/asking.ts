import { PlanSettings } from '../src/listen/invite/plan.ts';
import { SurveyDocument } from '../src/listen/survey/document.ts';
import { forgetSurveys } from '../src/listen/survey/open.ts';
import { takeIn } from '../src/loop.ts';
import { type Database, sql } from '../src/platform/database.ts';
import { newId } from '../src/platform/ids.ts';
import type { TestPlatform } from './platform.ts';

/** A survey of one NPS question in two languages, with a comment. */
export const oneQuestion = SurveyDocument.parse({
  languages: ['en', 'de'],
  title: { en: 'Your visit', de: 'Ihr Besuch' },
  layout: 'one_page',
  pages: [
    {
      key: 'only',
      questions: [
        {
          type: 'nps',
          key: 'recommend',
          text: { en: 'Would you recommend us?', de: 'Würden Sie uns empfehlen?' },
          low: { en: 'not at all', de: 'gar nicht' },
          high: { en: 'certainly', de: 'bestimmt' },
          required: true,
          metric: 'nps',
        },
        { type: 'text', key: 'why', text: { en: 'Why?', de: 'Warum?' }, commentOf: 'recommend' },
      ],
    },
  ],
});

/** A published survey about a touchpoint, straight into the database. */
export async function survey(db: Database, key: string, touchpointId: number | null = null): Promise<string> {
  const surveyId = newId();
  await db.run(sql`insert into sources (key, name, kind, made_at) values ('onus-surveys', 'Surveys', 'feedback', '2025-01-01')
    on conflict do nothing`);
  await db.run(sql`insert into surveys (survey_id, key, name, touchpoint_id, source_id, made_at)
    select ${surveyId}::uuid, ${key}, ${key}, ${touchpointId}::int, source_id, '2025-01-01' from sources where key = 'onus-surveys'`);
  await db.run(sql`insert into survey_versions (version_id, survey_id, number, document, changed_at, published_at)
    values (${newId()}::uuid, ${surveyId}::uuid, 1, ${JSON.stringify(oneQuestion)}::jsonb, '2025-01-01', '2025-01-01')`);
  forgetSurveys();
  return surveyId;
}

export async function plan(
  platform: TestPlatform,
  surveyId: string,
  settings: Partial<PlanSettings> & Pick<PlanSettings, 'trigger'>,
): Promise<string> {
  const planId = newId();
  const whole = PlanSettings.parse(settings);
  const now = platform.clock.now();
  await platform.db.run(sql`insert into survey_plans (plan_id, survey_id, name, settings, starts_at, made_at)
    values (${planId}::uuid, ${surveyId}::uuid, 'plan', ${JSON.stringify(whole)}::jsonb, ${now}::timestamptz, ${now}::timestamptz)`);
  return planId;
}

/** The usual rule gives way to this one, or to none. */
export async function onlyRule(
  db: Database,
  rule?: { most?: number; days?: number; gapDays?: number; surveyId?: string; dims?: Record<string, string> },
): Promise<void> {
  await db.run(sql`update contact_rules set ended_at = now() where ended_at is null`);
  if (rule) await addLimit(db, rule);
}

export async function addLimit(
  db: Database,
  rule: { most?: number; days?: number; gapDays?: number; surveyId?: string; dims?: Record<string, string> },
): Promise<void> {
  await db.run(sql`insert into contact_rules (rule_id, survey_id, dims, most, days, gap_days, made_at)
    values (${newId()}::uuid, ${rule.surveyId ?? null}::uuid, ${JSON.stringify(rule.dims ?? {})}::jsonb, ${rule.most ?? null}::int,
      ${rule.days ?? null}::int, ${rule.gapDays ?? null}::int, now())`);
}

/** People of the shop, by key; `kim` has the address kim@home.example. */
export async function customers(
  platform: TestPlatform,
  sourceId: number,
  keys: string[],
  attributes: Record<string, string> = {},
): Promise<void> {
  await takeIn(platform, {
    sourceId,
    facts: keys.map((key) => ({
      type: 'identity',
      key,
      name: key,
      email: `${key}@home.example`,
      attributes,
    })),
  });
}

/** A delivery (touchpoint 2 of the small world) for each of them, at this moment. */
export async function delivered(
  platform: TestPlatform,
  sourceId: number,
  keys: string[],
  name = 'd',
  failed = false,
): Promise<void> {
  await takeIn(platform, {
    sourceId,
    facts: keys.map((key) => ({
      type: 'interaction',
      key: `${name} ${key}`,
      kind: 'delivery.done',
      who: key,
      at: platform.clock.now().toISOString(),
      failed,
    })),
  });
}
