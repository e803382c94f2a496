import { type Runner, sql } from '../../platform/database.ts';

type Choice = { key: string; name: string };

export function metricsAnswered(on: Runner): Promise<Choice[]> {
  return on.all(
    sql`select key, name from metrics where taken_from = 'response' and archived_at is null order by name`,
  );
}

export function kindsKnown(on: Runner): Promise<Choice[]> {
  return on.all(sql`select key, name from kinds order by name limit 500`);
}

export function sourcesKnown(on: Runner): Promise<Choice[]> {
  return on.all(sql`select key, name from sources order by name`);
}

/** Each declared dimension with the values seen so far, at most 200 of each. */
export function dimensionValues(on: Runner): Promise<(Choice & { values: string[] })[]> {
  return on.all(sql`select d.key, d.name, coalesce((
      select json_agg(v.value order by v.value) from (
        select distinct s.dims->>d.key as value from slices s where s.dims->>d.key is not null limit 200) v), '[]') as values
    from dimensions d order by d.position, d.key`);
}

export async function skillsKnown(on: Runner): Promise<string[]> {
  const rows = await on.all<{ skill: string }>(
    sql`select distinct skill from person_skills order by skill limit 500`,
  );
  return rows.map((row) => row.skill);
}
