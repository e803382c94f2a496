import type { FaultRow } from './faultRows.ts';
import type { PersonCard } from './ledger.ts';
import type { Remedy, Why } from './lint.ts';
import type { Choice, Suggestions } from './suggestions.ts';

/** Names of what the statements find by id. */
export interface Known {
  people: Map<string, PersonCard>;
  groups: Map<string, { id: string; key: string; name: string }>;
}

/** Whom and what the way out of a fault names, before their names are looked up. */
export interface Way {
  verb: Remedy['verb'];
  object?: Remedy['object'];
  person?: string;
  department?: string;
  why?: Why;
  facts?: { cases?: number; all?: number; holds?: number };
  href?: string;
}

/** One way out of each fault, the nearest to the work first. */
export function wayOut(row: FaultRow, from: Suggestions): Way {
  const object = { kind: row.kind, key: row.key, name: row.name };
  const seat = (choice: Choice | undefined): Way =>
    choice
      ? { verb: 'seat', object, person: choice.person, why: choice.why, facts: choice.share ?? {} }
      : { verb: 'open', href: placeOf(row) };
  switch (row.fault) {
    case 'nobody_accountable':
    case 'several_accountable':
    case 'team_accountable':
    case 'departed_accountable':
    case 'accountable_outsider':
    case 'orphan_metric':
    case 'orphan_source':
    case 'orphan_promise':
      return seat(from.forSeat(row));
    case 'headless_department': {
      const head = from.forHead(row.id);
      if (!head) return { verb: 'open', href: '/settings?tab=people' };
      const { person, why, holds } = head;
      return { verb: 'appoint', department: row.id, person, why, facts: { holds } };
    }
    case 'nobody_consulted': {
      const department = from.toConsult(row);
      return department
        ? { verb: 'consult', object, department, why: 'works_here_too' }
        : { verb: 'open', href: placeOf(row) };
    }
    case 'overloaded': {
      const one = from.relief(row.id);
      if (!one) return { verb: 'open', href: `/ownership?person=${row.id}` };
      const { to, ...place } = one;
      return { verb: 'seat', object: { kind: 'touchpoint', ...place }, person: to, why: 'lightens' };
    }
    case 'unacknowledged':
      return { verb: 'remind', object, person: row.people[0] as string };
    case 'mandate_unstated':
      return { verb: 'ask_mandate', person: row.people[0] as string };
    case 'without_mandate':
      return row.people[1]
        ? { verb: 'remind_mandate', person: row.people[1] }
        : { verb: 'open', href: '/ownership/mandates' };
    case 'long_chain':
      return { verb: 'open', href: '/ownership/cover?whose=all' };
    case 'unmeasured':
      return { verb: 'open', href: '/measures' };
    default:
      return { verb: 'open', href: placeOf(row) };
  }
}

export function remedyOf(way: Way, known: Known): Remedy {
  const person = (way.person && known.people.get(way.person)) || null;
  const department = (way.department && known.groups.get(way.department)) || null;
  return {
    verb: way.verb,
    object: way.object ?? null,
    person,
    department,
    why: way.why ?? null,
    because: becauseOf(way, person?.name ?? '', department?.name ?? ''),
    href: way.href ?? null,
  };
}

function becauseOf({ verb, why, facts = {}, object }: Way, who: string, department: string): string {
  switch (verb) {
    case 'remind':
      return `${who} gets a mail with the question.`;
    case 'ask_mandate':
      return `${who} is asked what it takes to answer for this.`;
    case 'remind_mandate':
      return `${who} is asked to answer.`;
    case 'open':
      return 'This needs a look first.';
    default:
  }
  switch (why) {
    case 'responsible':
      return `${who} is responsible here already.`;
    case 'works_most_cases':
      return `${who} leads the department that worked ${facts.cases} of ${facts.all} cases here in half a year.`;
    case 'leads_the_work':
      return `${who} leads a department that does the work here.`;
    case 'leads_the_group':
      return `${who} leads the department it belongs to.`;
    case 'phase':
      return `${who} is accountable for the phase.`;
    case 'journey':
      return `${who} is accountable for the journey.`;
    case 'made_promise':
      return `${who} made the promise.`;
    case 'first_claim':
      return `${who} has claimed it the longest.`;
    case 'holds_most_here':
      return `${who} holds the most there: ${facts.holds ?? 0}.`;
    case 'works_here_too':
      return `${department} works here as well and would be asked before things change.`;
    case 'lightens':
      return `${who} is responsible for ${object?.name} already and could answer for it.`;
    default:
      return `${who} is the executive sponsor; nobody nearer is known.`;
  }
}

/** The panel in which the rest is decided. */
function placeOf(row: FaultRow): string {
  const pages: Record<string, string> = { metric: '/measures', source: '/sources', promise: '/promises' };
  return pages[row.kind] ?? `/ownership?object=${row.kind}:${row.key}`;
}
