import { touchpointIndex } from '../../map/map.ts';
import { personCards } from '../../own/own.ts';
import { type Actor, require } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Runner } from '../../platform/database.ts';
import { notFound } from '../../platform/errors.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  casesIn,
  type IncidentRow,
  incidentOfCase,
  readIncident,
  readIncidents,
  readIncidentTerms,
  readNotices,
  writeIncidentTerms,
} from './incident.sql.ts';
import { IncidentTerms } from './incident.ts';
import { messagesOf } from './incidentMessage.sql.ts';
import type { Incident, IncidentDetail } from './shapes.ts';

const page = 50;

/** The newest first; `open`: only those not closed. `case`: the one this case belongs to. */
export async function listIncidents(
  platform: Platform,
  query: { open?: boolean | undefined; case?: string | undefined; after?: number | undefined },
): Promise<{ items: Incident[]; next: string | null }> {
  const { db } = platform;
  if (query.case) {
    const found = await incidentOfCase(db, query.case);
    return { items: await shown(db, found ? [found] : []), next: null };
  }
  const rows = await readIncidents(db, {
    open: query.open ?? false,
    before: query.after ?? null,
    limit: page + 1,
  });
  const more = rows.length > page;
  const items = rows.slice(0, page);
  return { items: await shown(db, items), next: more ? String(items.at(-1)!.number) : null };
}

export async function incidentById(platform: Platform, id: string): Promise<IncidentDetail> {
  const { db } = platform;
  const row = await readIncident(db, id);
  if (!row) throw notFound('incident', id);
  const [one] = await shown(db, [row]);
  const [notices, messages] = [await readNotices(db, id), await messagesOf(db, id)];
  const cards = await personCards(db, [
    ...notices.map(({ personId }) => personId),
    ...messages.map(({ madeBy }) => madeBy),
    ...(row.closedBy ? [row.closedBy] : []),
  ]);
  return {
    ...one!,
    threshold: row.threshold,
    windowMinutes: row.windowMinutes,
    since: row.since,
    closed: row.closedAt
      ? { at: row.closedAt, by: (row.closedBy && cards.get(row.closedBy)) || null, why: row.closedWhy ?? '' }
      : null,
    notices: notices.map(({ personId, ...notice }) => ({ ...notice, person: cards.get(personId)! })),
    messages: messages.map(({ id, madeAt, madeBy, texts, total, told, unreached, finishedAt }) => ({
      id,
      madeAt,
      by: cards.get(madeBy)!,
      texts,
      total,
      told,
      unreached,
      finishedAt,
    })),
  };
}

export async function incidentCases(platform: Platform, id: string, after: string | undefined) {
  const rows = await casesIn(platform.db, id, { after: after ?? null, limit: page + 1 });
  const items = rows.slice(0, page);
  const cards = await personCards(
    platform.db,
    items.map(({ ownerId }) => ownerId),
  );
  return {
    items: items.map(({ ownerId, ...one }) => ({ ...one, owner: cards.get(ownerId)! })),
    next: rows.length > page ? items.at(-1)!.id : null,
  };
}

async function shown(on: Runner, rows: readonly IncidentRow[]): Promise<Incident[]> {
  const { byId } = await touchpointIndex(on);
  const cards = await personCards(
    on,
    rows.map(({ ownerId }) => ownerId),
  );
  return rows.map((row) => {
    const place = byId.get(row.touchpointId);
    return {
      id: row.id,
      number: row.number,
      state: row.closedAt ? 'closed' : row.calmAt ? 'calm' : 'running',
      touchpoint: place ? { key: place.key, name: place.name } : null,
      journey: place ? { key: place.journeyKey, name: place.journeyName } : null,
      owner: cards.get(row.ownerId)!,
      reason: row.reason,
      openedAt: row.openedAt,
      lastCaseAt: row.lastCaseAt,
      cases: row.cases,
      openCases: row.openCases,
    };
  });
}

export function incidentTerms(platform: Platform): Promise<IncidentTerms> {
  return readIncidentTerms(platform.db);
}

export async function saveIncidentTerms(
  platform: Platform,
  actor: Actor,
  input: IncidentTerms,
): Promise<IncidentTerms> {
  require(actor, 'routing:write');
  const terms = IncidentTerms.parse(input);
  await platform.db.tx(async (tx) => {
    const before = await readIncidentTerms(tx);
    await writeIncidentTerms(tx, terms, { at: platform.clock.now(), by: actor.personId });
    await audit(tx, platform, actor, {
      verb: 'settings.changed',
      subject: { kind: 'setting', id: 'incident_terms' },
      detail: { before, after: terms },
    });
  });
  return terms;
}
