import { Alert, Button } from '@mantine/core';
import { messages } from '../../i18n/messages.ts';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import type { Editor } from './useEdit.ts';

const useWords = messages({
  en: {
    title: 'This map begins only at the purchase',
    text: 'Nobody is a customer from the start: people notice, compare and choose before they buy.',
    addBefore: 'Add phases before the purchase',
    mark: (name: string) => `“${name}” is before the purchase`,
    added: 'Two phases before the purchase added.',
    notice: 'Notice',
    compare: 'Compare',
  },
  de: {
    title: 'Diese Karte beginnt erst beim Kauf',
    text: 'Niemand ist von Anfang an Kunde: Menschen werden aufmerksam, vergleichen und wählen, bevor sie kaufen.',
    addBefore: 'Phasen vor dem Kauf ergänzen',
    mark: (name) => `„${name}“ liegt vor dem Kauf`,
    added: 'Zwei Phasen vor dem Kauf ergänzt.',
    notice: 'Aufmerksam werden',
    compare: 'Vergleichen',
  },
});

/** A map without prospect phases, with what puts it right in one click (undone from the notice like any edit). */
export function Remedies({ journey, editor }: { journey: Journey; editor: Editor }) {
  const words = useWords();
  const saved = useJourneyWords().saved;
  if (!journey.warnings.includes('no_prospect_phase')) return null;
  const first = journey.phases[0];
  const free = (key: string) => {
    const taken = journey.phases.map((phase) => phase.key);
    let n = 1;
    while (taken.includes(n === 1 ? key : `${key}-${n}`)) n++;
    return n === 1 ? key : `${key}-${n}`;
  };
  return (
    <Alert mb="md" title={words.title} className="no-print">
      <p style={{ margin: '0 0 10px' }}>{words.text}</p>
      <div className="row" style={{ flexWrap: 'wrap' }}>
        <Button
          onClick={() =>
            editor.edit(words.added, (draft) => {
              const empty = { prospect: true, emotion: null, touchpoints: [], notes: [] };
              draft.phases.unshift(
                { ...empty, key: free('notice'), name: words.notice },
                { ...empty, key: free('compare'), name: words.compare },
              );
            })
          }
        >
          {words.addBefore}
        </Button>
        {first ? (
          <Button
            onClick={() =>
              editor.edit(saved.phaseChanged, (draft) =>
                Object.assign(draft.phases[0] ?? {}, { prospect: true }),
              )
            }
          >
            {words.mark(first.name)}
          </Button>
        ) : null}
      </div>
    </Alert>
  );
}
