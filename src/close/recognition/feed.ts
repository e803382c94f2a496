import type { Actor } from '../../platform/access.ts';
import type { Platform } from '../../platform/platform.ts';
import { cursorOf } from '../cursor.ts';
import { peopleOf } from '../list.ts';
import { smallDepartments } from '../recovery/report.ts';
import { countByDepartment, selectRecognitions, thanksOf } from './recognition.sql.ts';
import type { Recognition, RecognitionQuery, ThanksByDepartment } from './recognition.ts';

const DAY = 86_400_000;
/** A suggestion nobody took up for so long is over. */
const suggestedDays = 30;

/** Who went out of their way, the newest thanks first. The customer is not named, and their words only to who may read cases. */
export async function recognitions(
  platform: Platform,
  actor: Actor,
  query: RecognitionQuery,
): Promise<{ items: Recognition[]; next: string | null }> {
  const { db, clock } = platform;
  const me = actor.personId;
  const since = new Date(clock.now().getTime() - suggestedDays * DAY);
  const rows = await selectRecognitions(db, { ...query, me, since, after: cursorOf(query.after) });
  const thanks = Map.groupBy(
    await thanksOf(
      db,
      rows.map((row) => row.id),
    ),
    (one) => one.recognitionId,
  );
  const people = await peopleOf(db, [
    ...rows.map((row) => row.personId),
    ...[...thanks.values()].flatMap((some) => some.map((one) => one.personId)),
  ]);
  const mayRead = actor.permissions.has('case:read') && actor.permissions.has('customer:read');
  const last = rows.length === query.limit ? rows.at(-1) : undefined;
  const at = last && (query.show === 'thanked' ? last.publishedAt : last.at);
  return {
    items: rows.map((row) => {
      const said = thanks.get(row.id) ?? [];
      return {
        id: row.id,
        person: people(row.personId),
        at: row.publishedAt ?? row.at,
        case:
          row.caseId && row.number !== null
            ? {
                id: row.caseId,
                number: row.number,
                touchpoint: row.touchpoint,
                steppedIn: row.steppedIn,
                did: row.did,
              }
            : null,
        words: mayRead ? row.words : null,
        thanks: said.map((one) => ({ by: people(one.personId), at: one.at, words: one.words })),
        hidden: row.hiddenAt !== null,
        may: {
          thank: me !== null && me !== row.personId && !said.some((one) => one.personId === me),
          hide: me === row.personId,
        },
      };
    }),
    next: last && at ? `${at.toISOString()}~${last.id}` : null,
  };
}

/** For leaders: how much thanks there was in each department, and never for whom; smaller ones stand together. */
export async function thanksByDepartment(platform: Platform, days: number): Promise<ThanksByDepartment> {
  const since = new Date(platform.clock.now().getTime() - days * DAY);
  const small = await smallDepartments(platform);
  const rows = await countByDepartment(platform.db, since);
  const shown = rows.filter((row) => !small.has(row.key));
  const rest = rows.filter((row) => small.has(row.key));
  const items = shown.map(({ name, thanks, confirmed }) => ({ department: name, thanks, confirmed }));
  if (rest.length > 0) {
    items.push({
      department: null,
      thanks: rest.reduce((sum, row) => sum + row.thanks, 0),
      confirmed: rest.reduce((sum, row) => sum + row.confirmed, 0),
    });
  }
  return { from: since.toISOString().slice(0, 10), items };
}
