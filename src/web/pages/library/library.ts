import type { LibraryEntry, Texts } from '../../../close/library/entry.ts';
import type { Wire } from '../../api/wire.ts';

export type Entry = Wire<LibraryEntry>;
export type Text = NonNullable<Texts['en']>;
export type Language = 'en' | 'de';

const nothing: Text = { title: '', subject: '', body: '' };

/** What is shown of an entry: what is approved, else what waits; in this language, else in the other. */
export function textOf(entry: Entry, language: Language): Text {
  const texts = (entry.current ?? entry.pending)?.texts;
  return (language === 'de' ? (texts?.de ?? texts?.en) : (texts?.en ?? texts?.de)) ?? nothing;
}

export type State = 'current' | 'draft' | 'submitted' | 'retired' | 'stale';

/** The most telling one thing about where an entry stands. */
export function stateOf(entry: Entry): State {
  if (entry.retired) return 'retired';
  if (entry.pending) return entry.pending.submittedAt ? 'submitted' : 'draft';
  return entry.stale ? 'stale' : 'current';
}
