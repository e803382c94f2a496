import type { FaultRow } from './faultRows.ts';
import type { Known } from './remedies.ts';

/** What is wrong, as one sentence for those who read the interface without the pages. */
export function detailOf(row: FaultRow, { people, groups }: Known): string {
  const { name, facts } = row;
  const who = list([...new Set(row.people)].flatMap((id) => people.get(id)?.name ?? []));
  const does = list([...new Set((facts.does as string[]) ?? [])].flatMap((id) => groups.get(id)?.name ?? []));
  const holders = list(((facts.groups as string[]) ?? []).flatMap((id) => groups.get(id)?.name ?? []));
  switch (row.fault) {
    case 'nobody_accountable':
      return `Nobody is accountable for ${name}.`;
    case 'several_accountable':
      return `Several are accountable for ${name}: ${list([who, holders].filter(Boolean))}.`;
    case 'team_accountable':
      return `${holders} is accountable for ${name}: a group, not a person.`;
    case 'departed_accountable':
      return `${who} is accountable for ${name}, but has left.`;
    case 'without_mandate':
      return `${people.get(row.people[0] ?? '')?.name ?? name} lacks ${pieces[facts.piece as string]}: “${facts.words}” ${facts.state === 'denied' ? 'was denied' : facts.overdue ? 'was not answered in time' : 'is not answered yet'}.`;
    case 'unmeasured':
      return `${who} is accountable for ${name}, but nothing is measured there.`;
    case 'overloaded':
      return `${name} holds ${facts.roles} accountable and responsible roles; more than ${facts.limit} overload one person.`;
    case 'orphan_metric':
    case 'orphan_source':
    case 'orphan_promise':
      return `${name} belongs to nobody.`;
    case 'long_chain':
      return `What is ${name}’s is passed on ${facts.times} times: ${row.people.flatMap((id) => people.get(id)?.name ?? []).join(' → ')}.`;
    case 'headless_department':
      return `${name} has nobody who leads it.`;
    case 'accountable_outsider':
      return `${who} is accountable for ${name}, but ${does} does the work there.`;
    case 'nobody_consulted':
      return `${does} work at ${name}, and nobody is consulted.`;
    case 'unacknowledged':
      return `${who} has not said yes to being ${facts.role === 'A' ? 'accountable' : 'responsible'} for ${name} for ${facts.days} days.`;
    case 'mandate_unstated':
      return `${name} is accountable and has never said what that takes.`;
  }
}

const pieces: Record<string, string> = {
  authority: 'authority',
  budget: 'a budget',
  access: 'access',
  seat: 'a seat',
};

/** Made once: a new one costs as much as everything else of a sentence. */
const conjunction = new Intl.ListFormat('en', { type: 'conjunction' });

export function list(names: string[]): string {
  return conjunction.format(names);
}
