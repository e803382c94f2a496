import { type Actor, require } from '../../platform/access.ts';
import type { Platform } from '../../platform/platform.ts';
import { suppress } from '../../platform/suppression.ts';
import { openSurvey } from '../survey/open.ts';
import { compare, rateOf } from './bias.ts';
import { skipsOf } from './due.sql.ts';
import { byChannel, byPlan, bySegment, coverage, type Split, totals } from './response.sql.ts';
import type { Compared, ResponseQuery, SurveyResponse } from './response.ts';

const DAY = 86_400_000;
/** A dimension with more values than this is no segment to compare. */
const MOST_VALUES = 40;

/** How many of those asked have answered, whether they are like those who have not, and who was never asked. */
export async function surveyResponse(
  platform: Platform,
  actor: Actor,
  { key, query }: { key: string; query: ResponseQuery },
): Promise<SurveyResponse> {
  require(actor, 'survey:read');
  const { db, clock } = platform;
  const { surveyId } = await openSurvey(db, key);
  const now = clock.now();
  const to = query.to ?? new Date(now.getTime() + 1);
  const from = query.from ?? new Date(to.getTime() - 90 * DAY);
  const asked = { surveyId, from, to };
  const { n, answered, ...counts } = await totals(db, asked, now);
  const [channels, plans, segments] = [
    await byChannel(db, asked),
    await byPlan(db, asked),
    await bySegment(db, asked),
  ];
  const covered = await coverage(db, asked);
  const all = covered.find((one) => one.key === '');
  return {
    from,
    to,
    total: rateOf(answered, n),
    ...counts,
    byChannel: rates(channels),
    byPlan: rates(plans),
    segments: compared(segments),
    skipped: await skipsOf(db, { surveyId, from }),
    coverage: rateOf(all?.yes ?? 0, (all?.yes ?? 0) + (all?.no ?? 0)),
    coverageBy: compared(covered.filter((one) => one.key !== '')),
  };
}

/** A rate of each, without those behind whom too few people stand. */
function rates<T extends { n: number; answered: number }>(groups: T[]) {
  const hidden = suppress(groups.map(({ n }) => n));
  return groups.map((one, i) => ({ ...one, ...rateOf(one.answered, one.n, hidden[i]) }));
}

function compared(splits: Split[]): Compared[] {
  const byDimension = Map.groupBy(splits, (one) => one.key);
  return [...byDimension].flatMap(([key, values]) =>
    values.length < 2 || values.length > MOST_VALUES
      ? []
      : compare({ key, name: values[0]?.name ?? key }, values),
  );
}
