import { useLanguage } from '../../i18n/language.ts';

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
  if (language === 'en') return { caseReason: (one) => one.reason, holderReason: (held) => held.reason };
  return { caseReason: germanCase, holderReason: germanHolder };
}

function germanCase({ reason, touchpoint }: Place): string {
  const where = touchpoint && reason.endsWith(` at ${touchpoint.name}`) ? touchpoint.name : null;
  const what = where ? reason.slice(0, -` at ${where}`.length) : reason;
  const said =
    what === 'Asked to be contacted' ? 'Bittet um Kontakt' : what.replace(/ failed$/, ' fehlgeschlagen');
  return where ? `${said} · ${where}` : said;
}

function germanHolder({ rung, reason: said }: { rung: string; reason: string }): string {
  const ruled = /^(?:(.+) has left; )?(?:acting for (.+) until (\S+), )?the rule “/.exec(said);
  if (ruled) return germanRule(said, ruled, rung);
  const gone = /^(.+) has left; /.exec(said);
  const reason = gone ? said.slice(gone[0].length) : said;
  const words = germanRung(rung, reason);
  return gone ? `${gone[1]} ist nicht mehr da; ${words}` : words;
}

/** “the rule “Money” sends it to Finance, in turn”, or where it could not: “…; responsible for First bill”. */
function germanRule(said: string, [, left, absent, until]: RegExpExecArray, rung: string): string {
  const at = said.indexOf('the rule “');
  const end = rung === 'routed' ? -1 : said.indexOf('; ', said.indexOf('” ', at));
  const rule = said.slice(at, end < 0 ? undefined : end);
  const words = inGerman.reduce((text, [from, to]) => text.replaceAll(from, to), rule);
  return [
    left ? `${left} ist nicht mehr da; ` : '',
    absent ? `in Vertretung von ${absent} bis ${until}, ` : '',
    words,
    end < 0 ? '' : `; ${germanHolder({ rung, reason: said.slice(end + 2) })}`,
  ].join('');
}

/** Longer ones first: each stands for what `routing/decide` says. */
const inGerman: readonly (readonly [RegExp | string, string])[] = [
  [/the rule “([^”]*)”/g, 'die Regel „$1“'],
  [/where “([^”]*)”/g, 'wo „$1“'],
  ['leaves it to the ledger', 'überlässt es dem Verzeichnis'],
  ['sends it to a department that is no more', 'nennt eine Abteilung, die es nicht mehr gibt'],
  ['sends it in a circle', 'es im Kreis schickt'],
  ['sends it to', 'schickt es an'],
  ['where nobody is there to take it', 'wo niemand da ist, der es nehmen kann'],
  [/where nobody who is there knows ([^;]*)/g, 'wo niemand, der da ist, $1 kann'],
  [/: knows ([^,]*), fewest open cases/g, ': kann $1, die wenigsten offenen Fälle'],
  ['fewest open cases', 'die wenigsten offenen Fälle'],
  ['in turn', 'reihum'],
  ['names somebody who is not in the company', 'nennt jemanden, der nicht im Unternehmen ist'],
  [/names ([^,;]*)/g, 'nennt $1'],
  ['who is away with nobody there to act', 'abwesend ohne Vertretung'],
  ['who may not work on cases', 'ohne Recht an Fällen zu arbeiten'],
  ['who has not begun', 'die oder der noch nicht begonnen hat'],
  ['who has left', 'die oder der nicht mehr da ist'],
];

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
