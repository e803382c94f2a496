import { noteEvidence, type Owner, ownersAt } from '../own/own.ts';
import { systemActor } from '../platform/access.ts';
import { audit } from '../platform/audit.ts';
import type { Tx } from '../platform/database.ts';
import { recordEvents } from '../platform/events.ts';
import { newId } from '../platform/ids.ts';
import type { Platform } from '../platform/platform.ts';
import { type ClockRow, insertClocks } from './clocks/clock.sql.ts';
import { type TermsOf, tellDue } from './clocks/clock.ts';
import { hasten } from './clocks/hasten.ts';
import { termsFor } from './clocks/terms.verbs.ts';
import { noteIncidents } from './incidents/note.ts';
import { tellOwners } from './notice.ts';
import {
  type CaseFact,
  factsOnCases,
  insertCaseFacts,
  insertCases,
  lockOpening,
  makeUrgent,
  type NewCase,
  namesOf,
  type OpenCase,
  openCasesOf,
} from './open.sql.ts';
import type { Routed } from './routing/decide.ts';
import { routeAll, type Unrouted } from './routing/route.ts';
import { readRules } from './rule.sql.ts';
import { type CaseRule, compileRules, type OpenableFact } from './rule.ts';

export interface OpenedCase {
  caseId: string;
  number: number;
  factId: string;
  customerId: string;
  touchpointId: number;
  ownerId: string;
  urgent: boolean;
  dueAt: Date;
}

interface Met {
  fact: OpenableFact;
  rule: CaseRule;
}

/**
 * Opens a case for every fact that meets a rule, each with one owner from its first moment (rule 4).
 * A fact never makes two cases, however often it is delivered. A customer has at most one open case for each
 * touchpoint: a further fact there joins that case instead of sending a second person to the same customer, and
 * makes it urgent if its rule is. Statements: about forty at most for a batch, however many cases.
 *
 * Locks: one advisory lock, then the head of the audit chain, both until the commit. Call it last.
 */
export async function openWhereNeeded(
  tx: Tx,
  platform: Platform,
  facts: Iterable<OpenableFact>,
): Promise<OpenedCase[]> {
  const now = platform.clock.now();
  const ruleFor = compileRules(await readRules(tx), now);
  const met: Met[] = [];
  for (const fact of facts) {
    const rule = ruleFor(fact);
    if (rule) met.push({ fact, rule });
  }
  if (met.length === 0) return [];

  await lockOpening(tx);
  const known = await factsOnCases(
    tx,
    met.map(({ fact }) => fact.factId),
  );
  const fresh = onlyOnce(met.filter(({ fact }) => !known.has(fact.factId)));
  if (fresh.length === 0) return [];
  // The most urgent fact of a customer and touchpoint opens; among equals the earliest.
  fresh.sort(
    (a, b) =>
      Number(b.rule.urgent) - Number(a.rule.urgent) ||
      a.fact.occurredAt.getTime() - b.fact.occurredAt.getTime(),
  );
  const words = await wordsFor(tx, fresh);
  const ledger = await ownersAt(
    tx,
    fresh.map(({ fact, rule }) => ({
      touchpointId: fact.touchpointId,
      at: now,
      about: { rule: rule.key, kind: fact.kindKey ?? undefined, source: fact.sourceKey },
    })),
  );

  const openBefore = await openCasesOf(tx, [...new Set(fresh.map(({ fact }) => fact.customerId))]);
  const open = new Map<string, OpenCase>();
  for (const one of openBefore.toReversed()) open.set(placeOf(one.customerId, one.touchpointId), one);
  const owners = await routeOpening(tx, { fresh, ledger, open, now });
  const terms = await termsFor(tx, [
    ...[...owners.values()].map((one) => one.personId),
    ...openBefore.map((one) => one.ownerId),
  ]);
  const opened: ReturnType<typeof newCase>[] = [];
  const links: CaseFact[] = [];
  const nowUrgent = new Map<string, OpenCase>();
  for (const { fact, rule } of fresh) {
    const place = placeOf(fact.customerId, fact.touchpointId);
    let at = open.get(place);
    const joins = at !== undefined;
    if (!at) {
      const owner = owners.get(place)!;
      const made = newCase({ fact, rule }, words({ fact, rule }), { ...owner, now, terms });
      opened.push(made);
      at = { ...made, number: 0 };
      open.set(place, at);
    } else if (rule.urgent && !at.urgent) {
      nowUrgent.set(at.caseId, at);
      at.urgent = true;
    }
    links.push(linkOf({ fact, rule }, at.caseId, { reason: words({ fact, rule }), opened: !joins, now }));
  }

  const numbers = await insertCases(tx, opened);
  await insertClocks(
    tx,
    opened.flatMap(({ clocks }) => clocks),
  );
  await noteNobody(tx, opened);
  await insertCaseFacts(tx, links);
  if (nowUrgent.size > 0) {
    await makeUrgent(tx, [...nowUrgent.keys()]);
    await hasten(tx, terms, [...nowUrgent.values()], now);
  }
  const result = opened.map((made) => ({
    caseId: made.caseId,
    number: numbers.get(made.caseId) ?? 0,
    factId: made.factId ?? '',
    customerId: made.customerId,
    touchpointId: made.touchpointId,
    ownerId: made.ownerId,
    urgent: made.urgent,
    dueAt: made.dueAt,
  }));
  const joined = links.filter((link) => !link.opened);
  await recordEvents(tx, platform, [
    ...result.map((one) => ({
      name: 'case.opened',
      subject: { kind: 'case', id: one.caseId },
      data: {
        number: one.number,
        ownerId: one.ownerId,
        touchpointId: one.touchpointId,
        customerId: one.customerId,
        urgent: one.urgent,
      },
    })),
    ...joined.map((link) => ({
      name: 'case.fact_joined',
      subject: { kind: 'case', id: link.caseId },
      data: { factId: link.factId, factKind: link.factKind, madeUrgent: nowUrgent.has(link.caseId) },
    })),
  ]);
  const heldBack = await noteIncidents(tx, platform, opened);
  await tellOwners(
    tx,
    platform,
    opened.flatMap((made) =>
      heldBack.has(made.caseId) ? [] : { ...made, number: numbers.get(made.caseId) ?? 0 },
    ),
  );
  await audit(tx, platform, systemActor, {
    verb: 'cases.opened',
    subject: { kind: 'cases', id: result[0]?.caseId ?? joined[0]?.caseId ?? '' },
    detail: {
      opened: result.length,
      joined: joined.length,
      numbers: result.slice(0, 50).map((one) => one.number),
    },
  });
  return result;
}

/** Nobody nearer was found, so it fell to the sponsor. */
export async function noteNobody(tx: Tx, cases: NewCase[]): Promise<void> {
  await noteEvidence(
    tx,
    cases
      .filter((one) => one.rung === 'sponsor')
      .map(({ touchpointId, caseId, identityId, holderId, openedAt }) => ({
        sign: 'nobody',
        touchpointId,
        caseId,
        identityId,
        aboutId: holderId,
        at: openedAt,
      })),
  );
}

/** Who gets each case that opens, by customer and touchpoint: as the routing rules say, else the ledger. */
async function routeOpening(
  tx: Tx,
  { fresh, ledger, open, now }: { fresh: Met[]; ledger: Owner[]; open: Map<string, OpenCase>; now: Date },
): Promise<Map<string, Routed>> {
  const opening = new Map<string, { one: Unrouted; ledger: Owner }>();
  for (const [i, { fact, rule }] of fresh.entries()) {
    const place = placeOf(fact.customerId, fact.touchpointId);
    if (open.has(place) || opening.has(place)) continue;
    opening.set(place, { one: unrouted(fact, rule.urgent), ledger: ledger[i]! });
  }
  const routed = await routeAll(tx, [...opening.values()], now);
  return new Map([...opening.keys()].map((place, i) => [place, routed[i]!]));
}

const unrouted = (fact: OpenableFact, urgent: boolean): Unrouted => ({
  customerId: fact.customerId,
  touchpointId: fact.touchpointId,
  kind: fact.kind,
  metricKey: fact.metricKey ?? null,
  kindKey: fact.kindKey ?? null,
  score: fact.kind === 'response' ? fact.value : null,
  words: fact.comment,
  sourceKey: fact.sourceKey,
  sliceId: fact.sliceId,
  urgent,
});

const placeOf = (customerId: string, touchpointId: number) => `${customerId} ${touchpointId}`;

/** One batch may carry the same fact twice (a correction behind its original): the last one counts. */
function onlyOnce(met: Met[]): Met[] {
  return [...new Map(met.map((one) => [one.fact.factId, one])).values()];
}

async function wordsFor(tx: Tx, met: Met[]): Promise<(one: Met) => string> {
  const keys = (pick: (fact: OpenableFact) => string | null | undefined) => [
    ...new Set(met.map(({ fact }) => pick(fact)).filter((key) => key != null)),
  ];
  const names = await namesOf(
    tx,
    keys((fact) => fact.metricKey),
    keys((fact) => fact.kindKey),
  );
  return (one) => reasonInWords(one, names);
}

/** “NPS 2 at Technician visit”, “Asked to be contacted at First bill”, “Technician visit failed at Installation”. */
function reasonInWords({ fact, rule }: Met, names: Map<string, string>): string {
  const where = fact.touchpointName ? ` at ${fact.touchpointName}` : '';
  if (fact.kind === 'interaction') {
    const what = names.get(`kind:${fact.kindKey}`) ?? fact.kindKey ?? 'Something';
    return rule.failed && fact.failed ? `${what} failed${where}` : `${what}: ${fact.value}${where}`;
  }
  const low = rule.atMost !== null && fact.value !== null && fact.value <= rule.atMost;
  if (!low) return `Asked to be contacted${where}`;
  return `${names.get(`metric:${fact.metricKey}`) ?? fact.metricKey} ${fact.value}${where}`;
}

function newCase(
  { fact, rule }: Met,
  reason: string,
  owner: Routed & { now: Date; terms: TermsOf },
): NewCase & { clocks: ClockRow[] } {
  const caseId = newId();
  const clocks = owner.terms.start({ caseId, ownerId: owner.personId, urgent: rule.urgent }, owner.now);
  return {
    caseId,
    clocks,
    customerId: fact.customerId,
    identityId: fact.identityId,
    touchpointId: fact.touchpointId,
    ruleId: rule.id,
    factKind: fact.kind,
    factId: fact.factId,
    reason,
    quote: fact.comment,
    score: fact.kind === 'response' ? fact.value : null,
    urgent: rule.urgent,
    occurredAt: fact.occurredAt,
    openedAt: owner.now,
    dueAt: tellDue(clocks),
    holderId: newId(),
    ownerId: owner.personId,
    rung: owner.rung,
    why: owner.reason,
    routedBy: owner.ruleId,
    openedBy: null,
  };
}

function linkOf(
  { fact, rule }: Met,
  caseId: string,
  how: { reason: string; opened: boolean; now: Date },
): CaseFact {
  return {
    factId: fact.factId,
    caseId,
    factKind: fact.kind,
    ruleId: rule.id,
    opened: how.opened,
    urgent: rule.urgent,
    reason: how.reason,
    quote: fact.comment,
    score: fact.kind === 'response' ? fact.value : null,
    occurredAt: fact.occurredAt,
    linkedAt: how.now,
  };
}
