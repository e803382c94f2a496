import { type TouchpointEntry, touchpointIndex } from '../map/map.ts';
import { type Actor, require } from '../platform/access.ts';
import type { Runner } from '../platform/database.ts';
import { conflict } from '../platform/errors.ts';
import type { Platform } from '../platform/platform.ts';
import { MINIMUM } from '../platform/suppression.ts';
import { roundRows, touchpointsOfRound } from './round.sql.ts';
import type { Assigned } from './roundAssigned.sql.ts';
import { type Computed, compute, findingsOf, previous, seatIn } from './roundCompute.ts';
import { outcomesOf } from './roundOutcome.sql.ts';
import { roundOr404 } from './rounds.ts';
import { wordsFor } from './roundWords.ts';

/**
 * What a closed round shows, ranked for the meeting: disagreement × customers who passed in the 90 days before the
 * closing. @throws `round_open` (409): until then nobody sees anything, whoever they are.
 */
export async function roundResult(platform: Platform, actor: Actor, roundId: string) {
  require(actor, 'ownership:read');
  const { db } = platform;
  const round = await roundOr404(db, roundId);
  if (!round.closedAt) {
    throw conflict('round_open', `“${round.name}” is still open. Its result is there once it is closed.`, {
      dueOn: round.dueOn,
    });
  }
  const now = await compute(db, round, actor.personId);
  const { figures } = now;
  const outcomes = Map.groupBy(await outcomesOf(db, [roundId]), (one) => one.touchpointId);
  const before = await previous(db, now);
  const words = await wordsFor(db, now, { outcomes, before });
  const { byId } = await touchpointIndex(db);
  const touchpoints = now.places
    .flatMap(({ id, customers }) => {
      const place = byId.get(id);
      if (!place) return [];
      const found = figures?.touchpoints.get(id) ?? null;
      const seat = seatIn(now.assigned.get(id) ?? []);
      const decided = (outcomes.get(id) ?? []).map(words.outcome);
      return {
        ...placeOf(place),
        customers,
        weight: found ? (1 - found.agreement) * customers : null,
        ledger: {
          accountable: seat.person ? words.person(seat.person) : null,
          reason: seat.reason,
          acknowledged: acknowledgedIn(now.assigned.get(id) ?? [], seat.person),
          responsible: (now.assigned.get(id) ?? [])
            .filter((one) => one.role === 'R')
            .map((one) => one.holderName),
        },
        figures: found ? words.figures(found) : null,
        findings: found ? findingsOf(found, seat.person) : [],
        mine: mineIn(now, id, words.answer),
        before: beforeOf(before.get(id), id, words.answer),
        outcome: decided[0] ?? null,
        earlier: decided.slice(1),
      };
    })
    .sort(byWeight);
  return {
    roundId,
    minimum: MINIMUM,
    tooFew: figures === null,
    respondents: figures?.respondents ?? null,
    agreement: figures?.agreement ?? null,
    kappa: figures?.kappa ?? null,
    unaware: figures?.unaware ?? null,
    pulse: {
      overall: figures?.pulse.overall ?? {},
      departments: (figures?.pulse.departments ?? []).map(({ departmentId, ...rest }) => ({
        ...words.department(departmentId),
        ...rest,
      })),
    },
    pairs: (figures?.pairs ?? []).map(({ a, b, compared, differ }) => ({
      a: words.department(a),
      b: words.department(b),
      compared: compared.length,
      differ: differ.flatMap((id) => byId.get(id)?.key ?? []),
    })),
    touchpoints,
  };
}

function acknowledgedIn(rows: Assigned[], personId: string | null): boolean {
  return rows.some((row) => row.role === 'A' && row.holderId === personId && row.acknowledged);
}

function placeOf({ id, key, name, journeyKey, journeyName, phaseName }: TouchpointEntry) {
  return { id, key, name, journeyKey, journeyName, phaseName };
}

interface Ranked {
  weight: number | null;
  figures: { agreement: number } | null;
}

/** Where too few answered comes last; without customers the disagreement alone ranks, then the order of the maps. */
function byWeight(a: Ranked, b: Ranked): number {
  return (
    Number(a.weight === null) - Number(b.weight === null) ||
    (b.weight ?? 0) - (a.weight ?? 0) ||
    (a.figures?.agreement ?? 1) - (b.figures?.agreement ?? 1)
  );
}

function mineIn(now: Computed, id: number, answer: (category: string) => unknown) {
  const mine = now.mine.get(id);
  return mine
    ? { ownRole: mine.ownRole, accountable: mine.accountable === null ? null : answer(mine.accountable) }
    : null;
}

function beforeOf(of: Computed | undefined, id: number, answer: (category: string) => unknown) {
  const figures = of?.figures?.touchpoints.get(id);
  if (!of || !figures) return null;
  const { n, agreement, kappa, modal, clarity } = figures;
  const { id: roundId, name, closedAt } = of.round;
  return {
    roundId,
    name,
    closedAt,
    n,
    agreement,
    kappa,
    modal: answer(modal.category),
    share: modal.share,
    clarity: clarity.mean,
  };
}

export interface PerceivedDisagreement {
  touchpointId: number;
  roundId: string;
  closedAt: Date;
  n: number;
  agreement: number;
  kappa: number | null;
  modal: string;
  share: number;
  /** When the meeting settled it, by a decision or by leaving it as it is; null while it is open or postponed. */
  settledAt: Date | null;
}

/** Of each touchpoint the last closed round that may show it, for the register of grey areas. */
export async function perceivedDisagreement(on: Runner): Promise<PerceivedDisagreement[]> {
  const closed = (await roundRows(on))
    .filter((round) => round.closedAt)
    .sort((a, b) => (b.closedAt as Date).getTime() - (a.closedAt as Date).getTime());
  const outcomes = await outcomesOf(
    on,
    closed.map((round) => round.id),
  );
  const found = new Map<number, PerceivedDisagreement>();
  for (const round of closed) {
    const places = await touchpointsOfRound(on, round.id);
    if (places.every((place) => found.has(place.id))) continue;
    const { figures } = await compute(on, round, null);
    for (const [touchpointId, { n, agreement, kappa, modal }] of figures?.touchpoints ?? []) {
      if (found.has(touchpointId)) continue;
      const last = outcomes.find((one) => one.roundId === round.id && one.touchpointId === touchpointId);
      found.set(touchpointId, {
        touchpointId,
        roundId: round.id,
        closedAt: round.closedAt as Date,
        n,
        agreement,
        kappa,
        modal: modal.category,
        share: modal.share,
        settledAt: last && last.kind !== 'postponed' ? last.recordedAt : null,
      });
    }
  }
  return [...found.values()];
}
