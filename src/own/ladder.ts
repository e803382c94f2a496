import { touchpointIndex } from '../map/map.ts';
import { type Actor, systemActor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Runner, Tx } from '../platform/database.ts';
import { recordEvent } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { dayOf } from './day.ts';
import {
  byStanding,
  type EscalationRow,
  headsOf,
  holdersOfRole,
  insertEscalation,
  insertStep,
  lockEscalation,
  readEscalations,
  type StepRow,
  settleRow,
} from './escalation.sql.ts';
import { hoursAt, type Kind, type Rung, rungsAbove, type Why } from './escalation.ts';
import { ladderWords } from './escalation.words.ts';
import { ledgerOf } from './ledger.sql.ts';
import { seatOf } from './ledger.ts';
import { writeTo } from './letters.ts';
import { readTerms } from './terms.ts';

export interface Raised {
  kind: Kind;
  /** What it is about, for ever: `touchpoint:<key>`, the id of a dispute. */
  subject: string;
  title: string;
  touchpointId: number | null;
  /** Both sides. */
  departmentIds?: string[];
  /** Never asked, on no rung. */
  excludedIds?: string[];
  /** Who is asked first, where that is not the lowest rung with somebody on it. */
  first?: { personId: string; dueAt: Date };
}

/** Puts a matter on the ladder, in the caller's transaction, once; undefined where it stands there already or nobody may be asked. */
export async function raise(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  given: Raised,
): Promise<string | undefined> {
  const now = platform.clock.now();
  const row: EscalationRow = {
    id: newId(),
    kind: given.kind,
    subject: given.subject,
    title: given.title,
    touchpointId: given.touchpointId,
    departmentIds: given.departmentIds ?? [],
    excludedIds: given.excludedIds ?? [],
    raisedAt: now,
    raisedBy: actor.personId,
    settledAt: null,
    settledHow: null,
    steps: [],
    answers: [],
  };
  const { first } = given;
  const step = first
    ? { rung: 'owner' as const, personIds: [first.personId], dueAt: first.dueAt }
    : await nextRung(tx, row, now);
  if (!step || !(await insertEscalation(tx, row))) return undefined;
  await take(tx, platform, row, { ...step, why: 'raised' });
  await tellOf(tx, platform, actor, row, 'escalation.raised', { subject: row.subject, title: row.title });
  return row.id;
}

/** Takes a matter off the ladder: it was answered where it belongs. */
export async function settle(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  matter: { kind: Kind; subject: string; how: string },
): Promise<void> {
  const at = platform.clock.now();
  const ids = await settleRow(tx, matter.kind, matter.subject, { at, by: actor.personId, how: matter.how });
  for (const id of ids)
    await tellOf(tx, platform, actor, { id, kind: matter.kind }, 'escalation.settled', { how: matter.how });
}

/** One step, wherever it leads, with its mail. */
export async function take(
  tx: Tx,
  platform: Platform,
  row: EscalationRow,
  step: { rung: Rung; personIds: string[]; dueAt?: Date | undefined; why: Why },
): Promise<void> {
  const now = platform.clock.now();
  const hours = hoursAt(row.kind, step.rung, (await readTerms(tx)).hours);
  const dueAt = step.dueAt ?? (hours === null ? null : new Date(now.getTime() + hours * 3_600_000));
  const number = (row.steps.at(-1)?.number ?? 0) + 1;
  const made: StepRow = {
    id: newId(),
    number,
    rung: step.rung,
    personIds: step.personIds,
    at: now,
    dueAt,
    why: step.why,
  };
  await insertStep(tx, row.id, made);
  row.steps.push(made);
  await writeTo(
    tx,
    platform,
    step.personIds,
    ({ language, moment, href }) => {
      const words = ladderWords[language];
      const paragraphs = [row.title, words.why[step.why], dueAt ? words.by(moment(dueAt)) : words.top];
      return {
        title: words.subject(words.kind[row.kind], row.title),
        blocks: [
          ...paragraphs.map((text) => ({ kind: 'text' as const, text })),
          { kind: 'buttons', buttons: [{ label: words.open, href: href(hrefOf(row)), main: true }] },
        ],
        footer: words.footer,
      };
    },
    'escalated',
  );
}

export function hrefOf(row: Pick<EscalationRow, 'kind' | 'subject' | 'id'>): string {
  if (row.kind === 'dispute') return `/ownership/disputes?dispute=${row.subject}`;
  if (row.kind === 'grey_area') return `/ownership/grey-areas?area=${encodeURIComponent(row.subject)}`;
  return `/ownership/disputes?escalation=${row.id}`;
}

/** The nearest rung above on which somebody else stands who may be asked. */
export async function nextRung(
  on: Runner,
  row: EscalationRow,
  now: Date,
): Promise<{ rung: Rung; personIds: string[] } | undefined> {
  const day = await dayOf(on, now);
  const asked = new Set(row.steps.at(-1)?.personIds ?? []);
  const excluded = new Set(row.excludedIds);
  for (const rung of rungsAbove(row.kind, row.steps)) {
    const there = (await peopleOn(on, rung, row, day)).filter((id) => !excluded.has(id));
    const people = row.kind === 'dispute' ? there.slice(0, 1) : there;
    if (people.length > 0 && !people.every((id) => asked.has(id))) return { rung, personIds: people };
  }
  const there = await byStanding(on, day);
  if (there.some((id) => asked.has(id))) return undefined;
  // Nobody is asked, and every seat above is empty or a party's: somebody must be able to answer, whoever is nearest to the top.
  const id = there.find((one) => !excluded.has(one));
  return id ? { rung: 'sponsor', personIds: [id] } : undefined;
}

async function peopleOn(on: Runner, rung: Rung, row: EscalationRow, day: string): Promise<string[]> {
  if (rung === 'heads') return headsOf(on, row.departmentIds, day);
  if (rung === 'lead') return (await holdersOfRole(on, 'cx_lead', day)).slice(0, 1);
  if (rung === 'sponsor') return holdersOfRole(on, 'sponsor', day);
  const place =
    row.touchpointId === null ? undefined : (await touchpointIndex(on)).byId.get(row.touchpointId);
  if (!place) return [];
  const rows = await ledgerOf(
    on,
    { touchpoints: [place.id], phases: [place.phaseId], journeys: [place.journeyId] },
    ['A'],
  );
  const seat = (kind: string) =>
    seatOf(
      rows.filter((one) => one.objectKind === kind),
      day,
    ).person?.id;
  if (rung === 'phase' || rung === 'journey') return [seat(rung) ?? []].flat();
  if (rung === 'accountable') return [seat('touchpoint') ?? seat('phase') ?? seat('journey') ?? []].flat();
  return [];
}

/** Takes every matter that was not answered in time one step up. Bears being run twice or at the same time. */
export async function climb(platform: Platform): Promise<number> {
  const now = platform.clock.now();
  let climbed = 0;
  for (const { id, steps } of await readEscalations(platform.db, { dueBy: now })) {
    await platform.db.tx(async (tx) => {
      const row = await lockEscalation(tx, id);
      // Answered or climbed since it was looked for.
      if (!row || row.settledAt || row.steps.length !== steps.length) return;
      const next = await nextRung(tx, row, now);
      if (!next) return;
      await take(tx, platform, row, { ...next, why: 'unanswered' });
      climbed++;
      await tellOf(tx, platform, systemActor, row, 'escalation.climbed', {
        rung: next.rung,
        to: next.personIds,
      });
    });
  }
  return climbed;
}

export async function tellOf(
  tx: Tx,
  platform: Platform,
  actor: Actor,
  row: { id: string; kind: Kind },
  verb: string,
  data: Record<string, unknown>,
): Promise<void> {
  const subject = { kind: 'escalation', id: row.id };
  await recordEvent(tx, platform, { name: verb, subject, data: { kind: row.kind, ...data } });
  await audit(tx, platform, actor, { verb, subject, detail: { kind: row.kind, ...data } });
}
