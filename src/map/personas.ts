import { type Actor, require } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';
import { conflict, notFound } from '../platform/errors.ts';
import { recordEvent } from '../platform/events.ts';
import { colourOf, initialsOf } from '../platform/face.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { JourneyDocument } from './document.ts';
import { documentOf, readJourneys } from './journeys.sql.ts';
import { keyFrom } from './key.ts';
import type { Persona, PersonaInput } from './persona.ts';
import { lockMaps, save } from './save.ts';

type Row = Omit<Persona, 'initials' | 'colour'> & { initials: string | null };

async function read(on: Runner, key?: string): Promise<Persona[]> {
  const rows = await on.all<Row>(sql`
    select p.persona_id as id, p.key, d.name, d.initials, d.says, d.about, d.needs, d.pains, d.motivations, d.behaviours,
      d.made_at as "changedAt", d.made_by_name as "changedBy", p.archived_at as "archivedAt",
      coalesce((select jsonb_agg(jsonb_build_object('key', j.key, 'name', j.name) order by j.position)
        from journey_personas l join journeys j using (journey_id)
        where l.persona_id = p.persona_id and j.archived_at is null), '[]') as journeys
    from personas p join lateral (select * from persona_portraits d where d.persona_id = p.persona_id
      order by d.portrait_id desc limit 1) d on true
    where ${key === undefined ? sql`p.archived_at is null` : sql`p.key = ${key}`} order by d.name, p.persona_id`);
  return rows.map((row) => ({
    ...row,
    initials: row.initials ?? initialsOf(row.name),
    colour: colourOf(row.name),
  }));
}

export function listPersonas(platform: Platform, actor: Actor): Promise<Persona[]> {
  require(actor, 'journey:read');
  return read(platform.db);
}

/** @throws `not_found`. Archived ones are found too. */
export async function personaByKey(platform: Platform, actor: Actor, key: string): Promise<Persona> {
  require(actor, 'journey:read');
  const [persona] = await read(platform.db, key);
  if (!persona) throw notFound('persona', key);
  return persona;
}

/** Makes a persona, or paints a new portrait of one: the earlier ones stay. @throws 409 `persona_exists`. */
export async function describePersona(
  platform: Platform,
  actor: Actor,
  given: PersonaInput,
  known?: string,
): Promise<Persona> {
  require(actor, 'journey:write');
  return platform.db.tx(async (tx) => {
    const at = platform.clock.now();
    const key = known ?? (await freeKey(tx, given));
    if (known === undefined)
      await tx.run(
        sql`insert into personas (key, name, made_at) values (${key}, ${given.name}, ${at}::timestamptz)`,
      );
    const lists = [given.needs, given.pains, given.motivations, given.behaviours].map(
      (list) => sql`${JSON.stringify(list)}::jsonb`,
    );
    const written = await tx.run(sql`
      insert into persona_portraits (portrait_id, persona_id, name, initials, says, about, needs, pains, motivations, behaviours,
        made_at, made_by, made_by_name)
      select ${newId()}::uuid, persona_id, ${given.name}, ${given.initials}, ${given.says}, ${given.about},
        ${sql.join(lists)}, ${at}::timestamptz, ${actor.personId}::uuid, ${actor.name} from personas where key = ${key}`);
    if (written === 0) throw notFound('persona', key);
    await tx.run(sql`update personas set name = ${given.name}, archived_at = null where key = ${key}`);
    await record(tx, platform, actor, known === undefined ? 'persona.made' : 'persona.changed', key);
    return (await read(tx, key))[0]!;
  });
}

async function freeKey(tx: Tx, given: PersonaInput): Promise<string> {
  const taken = (await tx.all<{ key: string }>(sql`select key from personas`)).map(({ key }) => key);
  if (!given.key) return keyFrom(given.name, taken, 'persona');
  if (!taken.includes(given.key)) return given.key;
  throw conflict(
    'persona_exists',
    `There is a persona with the key “${given.key}” already. Choose another.`,
    {
      key: given.key,
    },
  );
}

/** Hides a persona from choice; journeys that name it keep it, and describing it again brings it back. */
export async function archivePersona(platform: Platform, actor: Actor, key: string): Promise<void> {
  require(actor, 'journey:write');
  await platform.db.tx(async (tx) => {
    const done = await tx.run(sql`update personas set archived_at = ${platform.clock.now()}::timestamptz
      where key = ${key} and archived_at is null`);
    if (done === 0) throw notFound('persona', key);
    await record(tx, platform, actor, 'persona.archived', key);
  });
}

/** Says in which journeys a persona walks; each changed map gets a new version. */
export async function linkPersona(
  platform: Platform,
  actor: Actor,
  key: string,
  journeys: string[],
): Promise<Persona> {
  require(actor, 'journey:write');
  return platform.db.tx(async (tx) => {
    await lockMaps(tx);
    if ((await read(tx, key)).length === 0) throw notFound('persona', key);
    const all = await readJourneys(tx);
    const unknown = journeys.find((wanted) => !all.some((journey) => journey.key === wanted));
    if (unknown) throw notFound('journey', unknown);
    for (const journey of all) {
      if (journeys.includes(journey.key) === journey.personas.includes(key)) continue;
      const document = JourneyDocument.parse(documentOf(journey));
      document.personas = journeys.includes(journey.key)
        ? [...document.personas, key]
        : document.personas.filter((one) => one !== key);
      await save(tx, platform, actor, { document });
    }
    return (await read(tx, key))[0]!;
  });
}

async function record(tx: Tx, platform: Platform, actor: Actor, verb: string, key: string): Promise<void> {
  const subject = { kind: 'persona', id: key };
  await recordEvent(tx, platform, { name: verb, subject });
  await audit(tx, platform, actor, { verb, subject });
}
