import { type TouchpointEntry, touchpointIndex } from '../map/map.ts';
import { type Actor, require } from '../platform/access.ts';
import { notFound } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { readOrganisation } from '../platform/settings.ts';
import { dayOf } from './day.ts';
import { readEscalations } from './escalation.sql.ts';
import { evidenceSources } from './evidenceSources.ts';
import {
  type ClarificationRow,
  type Concerned,
  type DecisionRow,
  evidenceAt,
  exposure,
  readCourse,
  worthMost,
} from './greyArea.sql.ts';
import {
  type Behind,
  byRank,
  type Finding,
  type GreyArea,
  type GreyAreaList,
  type GreyAreaQuery,
  stands,
  stateOf,
  weightOf,
} from './greyArea.ts';
import { ledgerOf } from './ledger.sql.ts';
import { type PersonCard, seatOf } from './ledger.ts';
import { personCards } from './person.sql.ts';
import { readTerms } from './terms.ts';

const DAY = 86_400_000;

/** Every place and seam of which evidence says that it is unclear whose it is, ranked. Names places and departments, never counts people (rule 10). */
export async function greyAreas(
  platform: Platform,
  actor: Actor,
  query: Pick<GreyAreaQuery, 'kind' | 'journey' | 'state'> & { days?: number } = {},
): Promise<GreyAreaList> {
  require(actor, 'ownership:read');
  const { days = 90 } = query;
  const isShown = (one: GreyArea) =>
    (!query.kind || one.evidence.some((finding) => finding.kind === query.kind)) &&
    (!query.journey || one.journey?.key === query.journey) &&
    (!query.state || (query.state === 'undecided' ? one.state !== 'decided' : one.state === query.state));
  const isOpen = (one: GreyArea) => isShown(one) && one.state !== 'decided';
  const { items, total } = await register(platform, days, { together: isOpen });
  return {
    items: items.filter(isShown),
    next: null,
    days,
    total: { undecided: items.filter(isOpen).length, ...total },
    currency: (await readOrganisation(platform.db)).currency,
    valued: (await readTerms(platform.db)).value !== null,
    sources: evidenceSources().map((source) => source.name),
  };
}

/** One of them with the cases, customers and decisions behind it. */
export async function greyAreaBehind(
  platform: Platform,
  actor: Actor,
  key: string,
  days = 90,
): Promise<Behind> {
  require(actor, 'ownership:read');
  const { items, concerned, people, course, places } = await register(platform, days, { wanted: key });
  const item = items.find((one) => one.key === key);
  if (!item) throw notFound('grey area', key);
  const { db } = platform;
  const place = places.get(key);
  const rows = place ? await evidenceAt(db, place.id, concerned.since) : [];
  const card = (id: string | null) => (id && people.get(id)) || null;
  const seesCustomers = actor.permissions.has('customer:read');
  return {
    ...item,
    cases: rows.map(({ sign, at, caseId, customerId, customerName, from, to }) => ({
      sign,
      at,
      caseId: actor.permissions.has('case:read') ? caseId : null,
      customer: customerId && seesCustomers ? { id: customerId, name: customerName } : null,
      from,
      to,
    })),
    worth: seesCustomers ? await worthMost(db, key, concerned, (await readTerms(db)).value) : [],
    history: [
      ...course.clarifications
        .filter((one) => one.subject === key)
        .flatMap((one) => {
          const person = people.get(one.personId);
          if (!person) return [];
          return {
            what: 'appointed' as const,
            at: one.appointedAt,
            person,
            dueAt: one.dueAt,
            text: one.reason,
            by: card(one.appointedBy),
          };
        }),
      ...course.decisions
        .filter((one) => one.subject === key)
        .map((one) => ({
          what: 'decided' as const,
          at: one.decidedAt,
          cause: one.cause,
          text: one.reason,
          accountable: card(one.accountableId),
          responsible: card(one.responsibleId),
          by: card(one.decidedBy),
        })),
    ].sort((a, b) => b.at.getTime() - a.at.getTime()),
  };
}

interface Register {
  items: GreyArea[];
  /** Of the areas asked for `together`, each customer once. */
  total: { customers: number; revenue: number | null };
  concerned: Concerned;
  people: Map<string, PersonCard>;
  course: { clarifications: ClarificationRow[]; decisions: DecisionRow[] };
  places: Map<string, TouchpointEntry>;
}

/** `wanted` is kept even where its evidence is older than the period, because somebody follows a link to it. */
export async function register(
  platform: Platform,
  days: number,
  { wanted, together }: { wanted?: string; together?: (one: GreyArea) => boolean } = {},
): Promise<Register> {
  const { db, clock } = platform;
  const now = clock.now();
  const since = new Date(now.getTime() - days * DAY);
  const course = await readCourse(db);
  const decided = new Map(course.decisions.toReversed().map((row) => [row.subject, row]));
  const appointed = new Map(course.clarifications.toReversed().map((row) => [row.subject, row]));
  const decidedAt = new Map([...decided].map(([subject, row]) => [subject, row.decidedAt]));
  const findings: Finding[] = [];
  for (const source of evidenceSources())
    findings.push(...(await source.find(platform, { since, now, decidedAt })));
  const bySubject = Map.groupBy(findings, (one) => one.subject);
  // What was taken up stays on the register while it waits, however quiet it has become.
  const subjects = new Set([...bySubject.keys(), ...decided.keys(), ...appointed.keys()]);
  const { inOrder } = await touchpointIndex(db);
  const places = new Map(inOrder.map((place) => [`touchpoint:${place.key}`, place]));
  const through = findings.flatMap((one) =>
    one.kind !== 'lived' && one.sign !== 'ruling_review' ? (places.get(one.subject)?.id ?? []) : [],
  );
  const known = findings.flatMap((one) =>
    (one.identityIds ?? []).map((identityId) => ({ subject: one.subject, identityId })),
  );
  const concerned = { since, through, known };
  const ids = [...course.decisions, ...course.clarifications].flatMap((row) =>
    'personId' in row
      ? [row.personId, row.appointedBy]
      : [row.accountableId, row.responsibleId, row.decidedBy],
  );
  const matters = new Map((await readEscalations(db, { open: true })).map((row) => [row.subject, row]));
  const asked = [...matters.values()].flatMap((row) => row.steps.at(-1)?.personIds ?? []);
  const people = await personCards(
    db,
    [...ids, ...asked].filter((id) => id !== null),
  );
  const card = (id: string | null) => (id && people.get(id)) || null;
  const spoken = [...subjects].flatMap((key) => places.get(key) ?? []);
  const seat = await seatsOf(platform, spoken, now);

  const items = [...subjects].flatMap((key): GreyArea[] => {
    const found = bySubject.get(key) ?? [];
    const decision = decided.get(key);
    const clarification = appointed.get(key);
    const state = stateOf(found, decision, clarification);
    if (!stands(found) && !decision && state !== 'clarifying' && key !== wanted) return [];
    const place = places.get(key);
    const sides = /^seam:(.+?)~(.+)$/.exec(key);
    if (!place && !sides) return [];
    const matter = matters.get(key);
    const step = matter?.steps.at(-1);
    const clarifier = clarification && people.get(clarification.personId);
    const strongest = (['structural', 'perceived', 'lived'] as const).find((kind) =>
      found.some((one) => one.kind === kind && one.strong),
    );
    return [
      {
        rank: 0,
        key,
        kind: strongest ?? 'lived',
        name: place?.name ?? `${sides?.[1]} – ${sides?.[2]}`,
        touchpoint: place ? { key: place.key, name: place.name } : null,
        journey: place ? { key: place.journeyKey, name: place.journeyName, phase: place.phaseName } : null,
        seam: sides ? { a: sides[1] as string, b: sides[2] as string } : null,
        seat: place ? (seat.get(place.id) ?? null) : null,
        weight: weightOf(key, found),
        evidence: found
          .map(({ kind, sign, count, latest, facts = {} }) => ({ kind, sign, count, latest, facts }))
          .sort((a, b) => order(a.kind) - order(b.kind) || b.count - a.count || (a.sign < b.sign ? -1 : 1)),
        customers: Math.max(0, ...found.map((one) => one.customers ?? 0)),
        revenue: null,
        state,
        clarification:
          clarification && clarifier && state === 'clarifying'
            ? {
                person: clarifier,
                dueAt: clarification.dueAt,
                reason: clarification.reason,
                appointedAt: clarification.appointedAt,
                overdue: clarification.dueAt < now,
              }
            : null,
        decision: decision
          ? {
              cause: decision.cause,
              reason: decision.reason,
              accountable: card(decision.accountableId),
              responsible: card(decision.responsibleId),
              decidedAt: decision.decidedAt,
              decidedBy: card(decision.decidedBy),
            }
          : null,
        escalation:
          matter && step
            ? {
                id: matter.id,
                rung: step.rung,
                people: step.personIds.flatMap((id) => people.get(id) ?? []),
                since: step.at,
              }
            : null,
      },
    ];
  });
  const asOne = together ? items.filter(together).map(({ key }) => key) : [];
  const exposed = await exposure(db, concerned, (await readTerms(db)).value, asOne);
  const exposing = new Map(exposed.map((row) => [row.subject, row]));
  for (const item of items) {
    const found = exposing.get(item.key);
    item.customers = Math.max(item.customers, found?.customers ?? 0);
    item.revenue = found?.revenue ?? null;
  }
  items.sort(byRank);
  items.forEach((item, i) => {
    item.rank = i + 1;
  });
  const { customers = 0, revenue = null } = exposing.get(null) ?? {};
  return { items, total: { customers, revenue }, concerned, people, course, places };
}

const order = (kind: Finding['kind']) => ['structural', 'perceived', 'lived'].indexOf(kind);

async function seatsOf(platform: Platform, places: TouchpointEntry[], now: Date) {
  const rows = Map.groupBy(
    await ledgerOf(platform.db, { touchpoints: places.map((place) => place.id) }, ['A']),
    (row) => row.objectId,
  );
  const day = await dayOf(platform.db, now);
  return new Map(
    places.map(({ id }) => {
      const seat = seatOf(rows.get(id) ?? [], day);
      return [
        id,
        seat.person
          ? { person: seat.person, reason: null, candidates: [] }
          : { person: null, reason: seat.reason, candidates: seat.candidates },
      ];
    }),
  );
}
