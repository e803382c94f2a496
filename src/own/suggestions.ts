import type { Runner } from '../platform/database.ts';
import type { FaultRow, Reliefs } from './faultRows.ts';
import { objectNames } from './ledgerObject.sql.ts';
import type { Why } from './lint.ts';
import {
  candidatesAt,
  caseWork,
  headsInWaiting,
  headsOf,
  seatsAbove,
  sponsorNow,
  type WorkShare,
} from './suggest.sql.ts';

/** Somebody for a seat, and why that one. */
export interface Choice {
  person: string;
  why: Why;
  /** How much of the work of half a year the department they lead did there. */
  share?: WorkShare;
}

export interface Suggestions {
  forSeat(row: FaultRow): Choice | undefined;
  forHead(departmentId: string): (Choice & { holds: number }) | undefined;
  /** The department to ask at a touchpoint where others do the work. */
  toConsult(row: FaultRow): string | undefined;
  relief(personId: string): { key: string; name: string; to: string } | undefined;
}

const atPlaces = new Set<string>([
  'nobody_accountable',
  'several_accountable',
  'team_accountable',
  'departed_accountable',
  'accountable_outsider',
  'nobody_consulted',
]);

/** Of those who claim it, who did first; `from` goes with the people one by one. */
function firstClaim({ people, facts }: FaultRow): string | undefined {
  const from = (facts.from as string[] | null) ?? [];
  const [first] = people.map((id, i) => `${from[i]} ${id}`).sort();
  return first?.split(' ')[1];
}

/** What the ledger and the cases of half a year say about who is nearest, in seven statements at most. */
export async function suggestionsFor(
  on: Runner,
  { rows, reliefs }: { rows: FaultRow[]; reliefs: Reliefs },
  day: string,
): Promise<Suggestions> {
  const placed = rows.filter((row) => row.kind === 'touchpoint' && atPlaces.has(row.fault));
  const ids = [...new Set(placed.map((row) => Number(row.id)))];
  const some = ids.length > 0;
  const at = new Map((some ? await candidatesAt(on, ids, day) : []).map((one) => [one.touchpointId, one]));
  const work = Map.groupBy(some ? await caseWork(on, ids, day) : [], (one) => one.touchpointId);
  const levels = {
    phases: [...new Set(placed.flatMap((row) => row.phaseId ?? []))],
    journeys: [...new Set(placed.flatMap((row) => row.journeyId ?? []))],
  };
  const above = new Map(
    (some ? await seatsAbove(on, levels, day) : []).map((one) => [`${one.kind} ${one.id}`, one.personId]),
  );
  const departments = [...new Set(rows.flatMap((row) => row.departments))];
  const leaders = new Map(
    (departments.length > 0 ? await headsOf(on, departments, day) : []).map((one) => [one.id, one.head]),
  );
  const headless = rows.filter((row) => row.fault === 'headless_department').map((row) => row.id);
  const heads = new Map(
    (headless.length > 0 ? await headsInWaiting(on, headless, day) : []).map((one) => [
      one.departmentId,
      one,
    ]),
  );
  const lighter = [...new Set([...reliefs.values()].map(({ thing }) => thing.id))];
  const places = new Map((await objectNames(on, 'touchpoint', lighter)).map((one) => [one.id, one]));
  const sponsor = rows.length > 0 ? await sponsorNow(on, day) : undefined;

  /** The nearest to the work first, then upwards. */
  function choices(row: FaultRow): Choice[] {
    const here = row.kind === 'touchpoint' ? at.get(Number(row.id)) : undefined;
    const shares = row.kind === 'touchpoint' ? (work.get(Number(row.id)) ?? []) : [];
    const upper = (kind: 'phase' | 'journey', id: number | null): Choice[] => {
      const person = above.get(`${kind} ${id}`);
      return person ? [{ person, why: kind }] : [];
    };
    return [
      ...(row.fault === 'orphan_promise'
        ? row.people.map((person): Choice => ({ person, why: 'made_promise' }))
        : []),
      ...(here?.responsible ?? []).map((person): Choice => ({ person, why: 'responsible' })),
      ...shares.flatMap((share): Choice[] =>
        share.head ? [{ person: share.head, why: 'works_most_cases', share }] : [],
      ),
      ...(here?.departments ?? []).flatMap((one): Choice[] =>
        one.head ? [{ person: one.head, why: 'leads_the_work' }] : [],
      ),
      ...upper('phase', row.phaseId),
      ...upper('journey', row.journeyId),
      ...row.departments.flatMap((id): Choice[] => {
        const head = leaders.get(id);
        return head ? [{ person: head, why: 'leads_the_group' }] : [];
      }),
      ...(sponsor ? [{ person: sponsor.id, why: 'sponsor' as const }] : []),
    ];
  }

  return {
    forSeat(row) {
      const all = choices(row);
      const first = firstClaim(row);
      if (row.fault === 'several_accountable')
        return (
          all.find(
            (one) =>
              row.people.includes(one.person) && one.why !== 'leads_the_group' && one.why !== 'sponsor',
          ) ?? (first ? { person: first, why: 'first_claim' } : all[0])
        );
      return all.find((one) => row.fault !== 'accountable_outsider' || !row.people.includes(one.person));
    },
    forHead(departmentId) {
      const head = heads.get(departmentId);
      return head && { person: head.personId, why: 'holds_most_here', holds: head.holds };
    },
    toConsult(row) {
      const others = work.get(Number(row.id))?.find((one) => !row.departments.includes(one.departmentId));
      return others?.departmentId ?? row.departments[1];
    },
    relief(personId) {
      const way = reliefs.get(personId);
      const place = way && places.get(way.thing.id);
      return place && { key: place.key, name: place.name, to: way.to.id };
    },
  };
}
