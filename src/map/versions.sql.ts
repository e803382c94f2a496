import type { Actor } from '../platform/access.ts';
import { type Runner, sql, type Tx } from '../platform/database.ts';
import { newId } from '../platform/ids.ts';

export interface JourneyVersion {
  version: number;
  document: unknown;
  source: string | null;
  madeAt: Date;
  madeBy: string;
}

export async function recordVersion(
  tx: Tx,
  actor: Actor,
  version: { journeyId: number; document: unknown; source: string | null; at: Date },
): Promise<number> {
  const { n } = await tx.one<{ n: number }>(sql`
    insert into journey_versions (version_id, journey_id, version, document, source, made_at, made_by, made_by_name)
    select ${newId()}::uuid, journey_id, version, ${JSON.stringify(version.document)}::jsonb, ${version.source},
      ${version.at}::timestamptz, ${actor.personId}::uuid, ${actor.name}
    from journeys where journey_id = ${version.journeyId} returning version as n`);
  return n;
}

const columns = sql`version, document, source, made_at as "madeAt", made_by_name as "madeBy"`;

export function readVersion(
  on: Runner,
  journeyId: number,
  version: number,
): Promise<JourneyVersion | undefined> {
  return on.maybe(
    sql`select ${columns} from journey_versions where journey_id = ${journeyId} and version = ${version}`,
  );
}

/** The file an applied version came from; kept up to date when the same content comes with other comments. */
export async function keepSource(tx: Tx, journeyId: number, version: number, source: string): Promise<void> {
  await tx.run(
    sql`update journey_versions set source = ${source} where journey_id = ${journeyId} and version = ${version}`,
  );
}

/** Newest first, without the documents. */
export function listVersions(
  on: Runner,
  journeyId: number,
): Promise<Omit<JourneyVersion, 'document' | 'source'>[]> {
  return on.all(sql`select version, made_at as "madeAt", made_by_name as "madeBy" from journey_versions
    where journey_id = ${journeyId} order by version desc limit 200`);
}
