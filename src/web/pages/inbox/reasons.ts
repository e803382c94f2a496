import { useMemo } from 'react';
import { useLanguage } from '../../i18n/language.ts';
import { isErased, useErasedText } from '../../parts/erased.messages.ts';
import { germanRule, ruledBy } from './germanRule.ts';

interface Place {
  reason: string;
  touchpoint: { name: string } | null;
}

/** What the server says in English, in this person's language; what people wrote stays as they wrote it. */
export function useReasons(): {
  caseReason: (one: Place) => string;
  holderReason: (held: { rung: string; reason: string }) => string;
} {
  const language = useLanguage();
  const saidOf = useErasedText();
  return useMemo(
    () =>
      language === 'en'
        ? {
            caseReason: (one: Place) => saidOf(one.reason),
            holderReason: (held: { reason: string }) => saidOf(held.reason),
          }
        : {
            caseReason: (one: Place) => (isErased(one.reason) ? saidOf(one.reason) : germanCase(one)),
            holderReason: (held: { rung: string; reason: string }) =>
              isErased(held.reason) ? saidOf(held.reason) : germanHolder(held),
          },
    [language, saidOf],
  );
}

function germanCase({ reason, touchpoint }: Place): string {
  const where = touchpoint && reason.endsWith(` at ${touchpoint.name}`) ? touchpoint.name : null;
  const what = where ? reason.slice(0, -` at ${where}`.length) : reason;
  const said =
    what === 'Asked to be contacted' ? 'Bittet um Kontakt' : what.replace(/ failed$/, ' fehlgeschlagen');
  return where ? `${said} · ${where}` : said;
}

function germanHolder({ rung, reason: said }: { rung: string; reason: string }): string {
  const ruled = ruledBy.exec(said);
  if (ruled) return germanRule(said, ruled, { rung, rest: (reason) => germanHolder({ rung, reason }) });
  const gone = /^(.+) has left; /.exec(said);
  const reason = gone ? said.slice(gone[0].length) : said;
  const words = germanRung(rung, reason);
  return gone ? `${gone[1]} ist nicht mehr da; ${words}` : words;
}

function germanRung(rung: string, reason: string): string {
  const name = reason.replace(/^(responsible|accountable) for (the phase |the journey )?/, '');
  const told = reason.split(': ').slice(1).join(': ');
  switch (rung) {
    case 'responsible':
      return `zuständig für ${name}`;
    case 'accountable':
      return reason.startsWith('accountable')
        ? `verantwortlich für ${name}`
        : 'eine Stufe höher: der Kunde sagt, es ist nicht in Ordnung';
    case 'phase':
      return `verantwortlich für die Phase ${name}`;
    case 'journey':
      return `verantwortlich für die Reise ${name}`;
    case 'sponsor':
      return 'als Schirmherr:in, weil sonst niemand zuständig ist oder es eine Stufe höher ging';
    case 'stepped_in':
      return told ? `eingesprungen: ${told}` : 'eingesprungen';
    case 'ruling':
      return `wie entschieden am ${reason.slice('as was ruled on '.length).split(':')[0]}: ${told}`;
    case 'ruled':
      return `entschieden: ${told}`;
    case 'handed_over':
      return `übernommen: ${told}`;
    case 'reopened':
      return 'der Kunde sagt, es ist nicht in Ordnung; zurück zur selben Person';
    default:
      return reason;
  }
}
