import { useFormat } from '../../i18n/format.ts';
import type { Finding } from './faults.ts';
import { useFaultWords } from './messages.ts';

/** A fault and its way out in the reader's language. */
export function useSaid(finding: Finding): { said: string; because: string; act: string; done: string } {
  const words = useFaultWords();
  const format = useFormat();
  const { facts, fault, object, people, remedy } = finding;
  const who = format.list(people.map((person) => person.name));
  const groups = format.list((facts.names as string[]) ?? []);
  const to = remedy.person?.name ?? remedy.department?.name ?? '';
  const what = remedy.object?.name ?? remedy.department?.name ?? object.name;
  const seats = remedy.verb === 'seat' && people.some((person) => person.id === remedy.person?.id);
  const act = seats && fault === 'several_accountable' ? words.act.keep(to) : words.act[remedy.verb](to);
  return {
    said: said(),
    because: remedy.why ? words.because[remedy.why](to, what) : '',
    act,
    done:
      remedy.verb === 'seat' || remedy.verb === 'consult' || remedy.verb === 'appoint'
        ? words.done[remedy.verb](to, what)
        : words.done.asked(to),
  };

  function said(): string {
    if (fault === 'overloaded') return words.overloaded(Number(facts.roles), Number(facts.limit));
    if (fault === 'long_chain') {
      const path = people.map((person) => person.name).join(' → ');
      return words.passedOn(path, Number(facts.times), format.date(String(facts.until)));
    }
    if (fault === 'unacknowledged') return words.unacknowledged(who, facts.role === 'A', Number(facts.days));
    if (fault === 'without_mandate') {
      const state = facts.overdue ? 'overdue' : (facts.state as 'open' | 'denied');
      const piece = words.pieces[facts.piece as 'budget'];
      const sum = facts.amount ? ` (${format.money(Number(facts.amount), String(facts.currency))})` : '';
      return `${words.lacks(piece + sum, String(facts.words))} ${words.needState[state]}`;
    }
    const names = fault === 'several_accountable' ? format.list([who, groups].filter(Boolean)) : who;
    return words.says[fault](names, groups);
  }
}
