import { touchpointIndex } from '../../map/map.ts';
import { accountableThen, ownersFor, standInsFor } from '../../own/own.ts';
import { systemActor } from '../../platform/access.ts';
import { audit } from '../../platform/audit.ts';
import type { Tx } from '../../platform/database.ts';
import { recordEvents } from '../../platform/events.ts';
import { newId } from '../../platform/ids.ts';
import type { Platform } from '../../platform/platform.ts';
import {
  calmDown,
  grow,
  headAbove,
  insertIncident,
  insertNotice,
  joinIncident,
  openedSince,
  type Running,
  readIncidentTerms,
  runningAt,
} from './incident.sql.ts';
import { levelOf } from './incident.ts';
import { tellIncident } from './notice.ts';

interface Opened {
  caseId: string;
  touchpointId: number;
  occurredAt: Date;
}

const minute = 60_000;
const nowhere = 0;

/**
 * Whether what opens is one incident: so many cases at one touchpoint in so short a time, about what happens now; a file that brings
 * yesterday's is none. Links the cases, tells whoever is accountable
 * once (and the next ones up as it grows), and gives back the cases whose owners get one list later instead of a mail each. Under the
 * lock on opening cases; three statements for a batch with no incident.
 */
export async function noteIncidents(
  tx: Tx,
  platform: Platform,
  opened: readonly Opened[],
): Promise<Set<string>> {
  const held = new Set<string>();
  if (opened.length === 0) return held;
  const now = platform.clock.now();
  const terms = await readIncidentTerms(tx);
  const since = new Date(now.getTime() - terms.windowMinutes * minute);
  const recent = opened.filter((one) => one.occurredAt > since);
  if (recent.length === 0) return held;
  const batches = Map.groupBy(recent, (one) => one.touchpointId);
  const quietSince = new Date(now.getTime() - terms.calmMinutes * minute);
  let running = await runningAt(tx, [...batches.keys()]);
  if (running.some((one) => one.lastCaseAt < quietSince)) {
    await calmDown(tx, { before: quietSince, at: now });
    running = running.filter((one) => one.lastCaseAt >= quietSince);
  }
  const at = new Map(running.map((one) => [one.touchpointId, one]));
  const free = [...batches.keys()].filter((id) => !at.has(id));
  const counted = free.length === 0 ? [] : await openedSince(tx, free, since);
  const begun = counted.filter((one) => one.cases >= terms.threshold);
  for (const { touchpointId, first } of begun) {
    const owner = await accountableAt(tx, touchpointId, now);
    const made = { id: newId(), touchpointId, ownerId: owner.personId, ...terms, cases: 0 };
    const number = await insertIncident(tx, { ...made, at: now, since: first, reason: owner.reason });
    at.set(touchpointId, { ...made, number, level: 0, lastCaseAt: now });
  }
  const firsts = new Map(begun.map((one) => [one.touchpointId, one.first]));
  for (const [touchpointId, incident] of at) {
    const batch = (batches.get(touchpointId) ?? []).map((one) => one.caseId);
    for (const caseId of batch) held.add(caseId);
    const joined = await joinIncident(tx, {
      id: incident.id,
      touchpointId,
      since: firsts.get(touchpointId) ?? now,
      recent: since,
      at: now,
      batch,
    });
    const cases = incident.cases + joined;
    const level = Math.max(incident.level, levelOf(cases, incident.threshold));
    await grow(tx, { id: incident.id, by: joined, level, at: now });
    if (level > incident.level) await tellUp(tx, platform, { ...incident, cases }, level);
  }
  if (begun.length > 0) {
    const made = begun.map(({ touchpointId }) => at.get(touchpointId)!);
    await recordEvents(
      tx,
      platform,
      made.map((one) => ({
        name: 'incident.opened',
        subject: { kind: 'incident', id: one.id },
        data: { number: one.number, touchpointId: one.touchpointId, ownerId: one.ownerId },
      })),
    );
    await audit(tx, platform, systemActor, {
      verb: 'incidents.opened',
      subject: { kind: 'incident', id: made[0]?.id ?? '' },
      detail: { numbers: made.map((one) => one.number) },
    });
  }
  return held;
}

/** Whoever is accountable there; where nobody or nobody alone is, whoever a case would go to. */
async function accountableAt(
  tx: Tx,
  touchpointId: number,
  at: Date,
): Promise<{ personId: string; reason: string }> {
  if (touchpointId !== nowhere) {
    const [answer] = await accountableThen(tx, [{ touchpointId, at }]);
    const place = (await touchpointIndex(tx)).byId.get(touchpointId);
    const person = answer?.asCorrected.person;
    if (person && place) return { personId: person.id, reason: `accountable for ${place.name}` };
  }
  return (await ownersFor(tx, [touchpointId], at)).get(touchpointId)!;
}

/** Tells everybody up to this level who was not told yet, each person once: the accountable, the head of their department, the sponsor. */
async function tellUp(tx: Tx, platform: Platform, incident: Running, level: number): Promise<void> {
  const now = platform.clock.now();
  const { ownerId, touchpointId } = incident;
  const sponsor = (await ownersFor(tx, [nowhere], now)).get(nowhere)!.personId;
  const ladder = [ownerId, (await headAbove(tx, ownerId, now)) ?? sponsor, sponsor];
  const told = new Set(ladder.slice(0, incident.level));
  for (let rung = incident.level + 1; rung <= level; rung++) {
    const whose = ladder[rung - 1]!;
    if (told.has(whose)) continue;
    told.add(whose);
    const [acts] = await standInsFor(tx, [{ personId: whose, touchpointId }], now);
    const personId = acts?.person.id ?? whose;
    await insertNotice(tx, {
      incidentId: incident.id,
      level: rung,
      at: now,
      personId,
      cases: incident.cases,
    });
    await tellIncident(tx, platform, incident, { personId, above: whose !== ownerId });
  }
}
