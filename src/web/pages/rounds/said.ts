import type { useResultWords } from './result.messages.ts';
import type { ResultPlace, Said } from './rounds.ts';

type Words = ReturnType<typeof useResultWords>;

/** An answer in words: a name, or what was said instead of one. */
export function nameOf(said: Said, words: Words): string {
  if (said.person) return said.person.name;
  return said.department?.name ?? words.kinds[said.kind];
}

/** Agreement below this is worth a meeting: fewer than six in ten pairs. */
const low = 0.6;
export function toneOf(agreement: number): 'good' | 'few' | 'bad' {
  return agreement < low ? 'bad' : agreement >= 0.8 ? 'good' : 'few';
}

/** Whether a meeting has to speak about it: something was found, or people do not agree. */
export function needsTalk({ figures, findings }: ResultPlace): boolean {
  return figures !== null && (findings.length > 0 || toneOf(figures.agreement) !== 'good');
}

/** The one question the meeting begins with: who differs first, then what the ledger and people say of themselves. */
export function questionOf(place: ResultPlace, words: Words): string {
  const { figures, findings, ledger } = place;
  if (!figures) return '';
  const has = (one: ResultPlace['findings'][number]) => findings.includes(one);
  const ask = words.settle;
  const most = nameOf(figures.modal.answer, words);
  const [pair] = figures.differ;
  const of = (id: string) => figures.departments.find((one) => one.id === id)?.answer;
  const [x, y] = pair ? [of(pair.a.id), of(pair.b.id)] : [];
  if (pair && x && y) return ask.differ(pair.a.name, nameOf(x, words), pair.b.name, nameOf(y, words));
  if (has('overlap')) return ask.overlap(figures.claims.A);
  if (has('unowned')) return ask.unowned;
  if (has('unclaimed')) return ask.unclaimed(ledger.accountable?.name ?? '');
  if (has('mistaken')) return ask.mistaken(most, ledger.accountable?.name ?? '');
  if (figures.agreement < low) return ask.low;
  return has('unclear') ? ask.unclear : ask.none;
}
