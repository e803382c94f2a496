import type { Runner } from '../platform/database.ts';
import { readOrganisation } from '../platform/settings.ts';
import { standingDismissals } from './dismissal.sql.ts';
import { type FaultRow, faultsOn, named, urgentFaultsOn } from './faultRows.ts';
import type { PersonCard } from './ledger.ts';
import { readLimits } from './limits.ts';
import { type Finding, type FindingCounts, faults, severities } from './lint.ts';
import { detailOf } from './lint.words.ts';
import { personCards } from './person.sql.ts';
import { remedyOf, type Way, wayOut } from './remedies.ts';
import { namesOfGroups } from './suggest.sql.ts';
import { suggestionsFor } from './suggestions.ts';

/**
 * What is wrong with the registry on a day, the gravest first: computed from the ledger, the catalogues and the mandates
 * in a bounded number of statements however much there is. What people let stand for now is left out unless asked for.
 */
export async function findings(
  on: Runner,
  day: string,
  { dismissed = false }: { dismissed?: boolean } = {},
): Promise<Finding[]> {
  const standing = await standingDismissals(on, day);
  const { faults: all, reliefs } = await faultsOn(on, await askedFor(on, day));
  const kept = dismissed ? all : all.filter((one) => !standing.has(idOf(one)));
  const by = [...standing.values()].flatMap(({ madeBy }) => madeBy ?? []);
  const people = await personCards(on, [...kept.flatMap((one) => one.people), ...by]);
  const rows = await named(on, kept, people);
  const suggestions = await suggestionsFor(on, { rows, reliefs }, day);
  const ways = rows.map((row) => wayOut(row, suggestions));
  const others = ways.flatMap(({ person }) => (person && !people.has(person) ? person : []));
  for (const [id, card] of await personCards(on, others)) people.set(id, card);
  const groups = await namesOfGroups(on, [
    ...rows.flatMap(groupsIn),
    ...ways.flatMap((way) => way.department ?? []),
  ]);
  const known = { people, groups };
  const found = rows.map((row, i): Finding => {
    const id = idOf(row);
    const kept = standing.get(id);
    return {
      id,
      fault: row.fault,
      severity: severityOf(row),
      object: {
        kind: row.kind,
        id: row.kind === 'person' ? (row.people[0] ?? row.id) : row.id,
        key: row.key,
        name: row.name,
      },
      touchpointId: row.kind === 'touchpoint' ? Number(row.id) : null,
      people: cards(row.people, people),
      departmentIds: [...new Set(row.departments)],
      since: row.since,
      facts: { ...row.facts, names: groupsIn(row).flatMap((group) => groups.get(group)?.name ?? []) },
      detail: detailOf(row, known),
      remedy: remedyOf(ways[i] as Way, known),
      dismissed: kept
        ? {
            id: kept.id,
            reason: kept.reason,
            until: kept.until,
            by: (kept.madeBy && people.get(kept.madeBy)) || null,
          }
        : null,
    };
  });
  return found.sort((a, b) => rank(a) - rank(b) || a.object.name.localeCompare(b.object.name));
}

/** How many stand, counted where they are found, without looking for ways out. */
export async function countFindings(on: Runner, day: string): Promise<FindingCounts> {
  const found: FindingCounts = { high: 0, medium: 0, low: 0, dismissed: 0 };
  const standing = await standingDismissals(on, day);
  for (const one of (await faultsOn(on, await askedFor(on, day))).faults)
    found[standing.has(idOf(one)) ? 'dismissed' : severityOf(one)] += 1;
  return found;
}

/** How many are urgent: what stands beside the link on every page about ownership. */
export async function countUrgent(on: Runner, day: string): Promise<number> {
  const standing = await standingDismissals(on, day);
  const urgent = await urgentFaultsOn(on, await askedFor(on, day));
  return urgent.filter((one) => severityOf(one) === 'high' && !standing.has(idOf(one))).length;
}

async function askedFor(on: Runner, day: string) {
  const limits = await readLimits(on);
  const { timezone } = await readOrganisation(on);
  return { day, zone: timezone, limits };
}

/** The same as long as the fault stands; a person's unacknowledged role and each need of a mandate are their own. */
export function idOf(row: Pick<FaultRow, 'fault' | 'kind' | 'id' | 'facts'>): string {
  const part = row.fault === 'unacknowledged' ? `:${row.facts.assignment}` : '';
  return `${row.fault}:${row.kind}:${row.id}${part}`;
}

/** A need that nobody answered in time weighs more than one still within its deadline. */
function severityOf({ fault, facts }: Pick<FaultRow, 'fault' | 'facts'>): Finding['severity'] {
  return fault === 'without_mandate' && facts.overdue === true ? 'high' : faults[fault];
}

function rank(one: Finding): number {
  return severities.indexOf(one.severity) * 100 + Object.keys(faults).indexOf(one.fault);
}

function cards(ids: string[], people: Map<string, PersonCard>): PersonCard[] {
  return [...new Set(ids)].flatMap((id) => people.get(id) ?? []);
}

function groupsIn({ facts }: FaultRow): string[] {
  return [...new Set([...((facts.groups as string[]) ?? []), ...((facts.does as string[]) ?? [])])];
}
