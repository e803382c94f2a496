import { z } from 'zod';
import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { type Runner, sql } from '../platform/database.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';

export const SkillsInput = z.object({
  skills: z
    .array(z.string().trim().toLowerCase().min(1).max(60))
    .max(30)
    .transform((all) => [...new Set(all)].sort()),
});

export interface Skilled {
  personId: string;
  skills: string[];
}

/** What people who are here know how to do; who has no skill is left out. */
export async function listSkills(platform: Platform): Promise<Skilled[]> {
  const today = await dayOf(platform.db, platform.clock.now());
  return platform.db.all<Skilled>(sql`
    select s.person_id as "personId", array_agg(s.skill order by s.skill) as skills
    from person_skills s join people p using (person_id)
    where p.left_on is null or p.left_on > ${today}::date
    group by s.person_id, p.name order by p.name, s.person_id`);
}

/** Puts these skills in the place of those a person had. */
export async function setSkills(
  platform: Platform,
  actor: Actor,
  personId: string,
  input: z.input<typeof SkillsInput>,
): Promise<Skilled> {
  require(actor, 'routing:write');
  const { skills } = SkillsInput.parse(input);
  await platform.db.tx(async (tx) => {
    const person = await tx.maybe(sql`select 1 from people where person_id = ${personId}::uuid for update`);
    if (!person) throw notFound('person', personId);
    const before = await skillsOf(tx, [personId]);
    await tx.run(
      sql`delete from person_skills where person_id = ${personId}::uuid and skill <> all(${skills}::text[])`,
    );
    await tx.run(sql`insert into person_skills (person_id, skill, made_at, made_by)
      select ${personId}::uuid, s, ${platform.clock.now()}::timestamptz, ${actor.personId}::uuid
      from unnest(${skills}::text[]) s on conflict do nothing`);
    await audit(tx, platform, actor, {
      verb: 'person.skills_set',
      subject: { kind: 'person', id: personId },
      detail: { before: before.get(personId) ?? [], after: skills },
    });
  });
  return { personId, skills };
}

export async function skillsOf(on: Runner, personIds: readonly string[]): Promise<Map<string, string[]>> {
  if (personIds.length === 0) return new Map();
  const rows = await on.all<Skilled>(sql`
    select person_id as "personId", array_agg(skill order by skill) as skills from person_skills
    where person_id = any(${personIds}::uuid[]) group by person_id`);
  return new Map(rows.map((row) => [row.personId, row.skills]));
}
