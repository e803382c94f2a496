import { type Fact, holder, isGone, type TakeIn } from '../../collect/collect.ts';
import { listMetrics } from '../../measure/measure.ts';
import { type Runner, sql } from '../../platform/database.ts';
import type { Platform } from '../../platform/platform.ts';
import { type TakenUp, takeInRounds } from '../../platform/rounds.ts';
import { lookAt } from '../guards/guards.ts';
import type { Sign } from '../guards/signs.ts';
import { openSurvey, versionById } from '../survey/open.ts';
import { answerColumns, type StoredAnswer } from './answer.sql.ts';
import { factsOf } from './facts.ts';
import { onAnswer } from './wake.ts';

/** Answers claimed at once, and for how long; a claim that runs out is free for anybody. */
const CLAIM = 200;
const LEASE = sql.lit('30 seconds');

/** Passes complete answers on to the loop, as many as wait now; claims no more after `until`. @returns how many, and whether more wait */
export async function takeUpAnswers(
  platform: Platform,
  takeIn: TakeIn,
  until = Number.POSITIVE_INFINITY,
): Promise<TakenUp> {
  let taken = 0;
  for (;;) {
    const claimed = await claim(platform.db);
    const bySource = Map.groupBy(await withFacts(platform, claimed), (one) => one.sourceId);
    for (const [sourceId, group] of bySource) await takeGroup(platform, takeIn, sourceId, group);
    taken += claimed.length;
    if (claimed.length < CLAIM) return { taken, more: false };
    if (performance.now() > until) return { taken, more: true };
  }
}

interface Ready {
  row: StoredAnswer;
  sourceId: number;
  facts: Fact[];
  signs: Sign[];
}

async function withFacts(platform: Platform, rows: StoredAnswer[]): Promise<Ready[]> {
  if (rows.length === 0) return [];
  const signs = await lookAt(platform, rows);
  const wordsMetric = (await listMetrics(platform)).find((one) => one.takenFrom === 'response')?.key ?? 'nps';
  const ready: Ready[] = [];
  for (const row of rows) {
    const survey = await openSurvey(platform.db, row.surveyId);
    const version = await versionById(platform.db, row.versionId);
    const about = { surveyKey: survey.key, version: version.number, document: version.document, wordsMetric };
    const facts = factsOf(row, about);
    ready.push({ row, sourceId: survey.sourceId, facts, signs: signs.get(row.answerId) ?? [] });
  }
  return ready;
}

async function takeGroup(
  platform: Platform,
  takeIn: TakeIn,
  sourceId: number,
  group: Ready[],
): Promise<void> {
  try {
    await takeIn(platform, {
      sourceId,
      facts: group.flatMap(({ facts }) => facts),
      alongside: async (tx, outcomes) => {
        let at = 0;
        const refused: { id: string; reason: string }[] = [];
        for (const { row, facts } of group) {
          const no = outcomes.slice(at, at + facts.length).find((one) => one.outcome === 'rejected');
          at += facts.length;
          if (no?.outcome === 'rejected') refused.push({ id: row.answerId, reason: no.reason });
        }
        // One that was corrected meanwhile keeps waiting: its facts are not these. Signs an answer has stay.
        await tx.run(sql`
          update survey_answers a set waiting = false, claimed_until = null, claimed_by = null, refused = null,
            signs = case when t.signs = '' then a.signs
              else (select array_agg(distinct s order by s) from unnest(a.signs || string_to_array(t.signs, ',')) s) end
          from unnest(${group.map(({ row }) => row.answerId)}::uuid[], ${group.map(({ row }) => row.revision)}::int[],
            ${group.map(({ signs }) => signs.join(','))}::text[]) as t (id, revision, signs)
          where a.answer_id = t.id and a.revision = t.revision`);
        for (const { id, reason } of refused)
          await tx.run(sql`update survey_answers set refused = ${reason} where answer_id = ${id}::uuid`);
      },
    });
  } catch (error) {
    // One answer that fails must not hold up the others.
    if (group.length > 1) for (const one of group) await takeGroup(platform, takeIn, sourceId, [one]);
    else {
      const reason = String((error as Error | null)?.message ?? error).slice(0, 500);
      platform.log.error(
        { answerId: group[0]?.row.answerId, error: reason },
        'an answer could not be taken up',
      );
      await platform.db.run(
        sql`update survey_answers set refused = ${reason} where answer_id = ${group[0]?.row.answerId}::uuid`,
      );
    }
  }
}

function claim(db: Runner): Promise<StoredAnswer[]> {
  return db.all<StoredAnswer>(sql`
    with free as (
      select answer_id from survey_answers where waiting and (claimed_until is null or claimed_until < now())
      order by completed_at limit ${CLAIM} for update skip locked),
    mine as (
      update survey_answers a set claimed_until = now() + ${LEASE}::interval, claimed_by = ${holder}
      from free where a.answer_id = free.answer_id returning a.*)
    select ${answerColumns} from mine a order by a.completed_at, a.answer_id`);
}

/** Claims of a killed process of this machine need not run out first. */
async function freeLeases(db: Runner): Promise<void> {
  const held = await db.all<{ claimed_by: string }>(
    sql`select distinct claimed_by from survey_answers where waiting and claimed_by is not null and claimed_until > now()`,
  );
  const gone = held.map((row) => row.claimed_by).filter(isGone);
  if (gone.length > 0)
    await db.run(
      sql`update survey_answers set claimed_until = null, claimed_by = null where waiting and claimed_by = any(${gone}::text[])`,
    );
}

/** Takes up answers as they come until stopped. */
export async function startAnswers(platform: Platform, takeIn: TakeIn): Promise<() => Promise<void>> {
  await freeLeases(platform.db);
  const rounds = takeInRounds(platform, 'taking up answers', (until) =>
    takeUpAnswers(platform, takeIn, until),
  );
  onAnswer(platform, () => rounds.wake());
  return () => rounds.stop();
}
