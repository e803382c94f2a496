import { useFormat } from '../../i18n/format.ts';
import type { Entry } from './library.ts';
import { useLibraryWords } from './messages.ts';

/** How often it was used, and of those who answered how many said it was put right. */
export function Helped({ uses }: { uses: Entry['uses'] }) {
  const words = useLibraryWords();
  const format = useFormat();
  if (uses.cases === 0) return <span>{words.neverUsed}</span>;
  return (
    <span>
      {words.usedIn(uses.cases)} ·{' '}
      {uses.confirmed === null
        ? words.tooFew(uses.answered)
        : words.confirmedShare(format.percent(uses.confirmed / uses.answered), uses.answered)}
    </span>
  );
}
