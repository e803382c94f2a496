/** A reason that begins with a routing rule, after who left or is acted for. */
export const ruledBy = /^(?:(.+?) has left; )?(?:acting for (.+?) until (\S+), )?the rule “/;

/** “the rule “Money” sends it to Finance, in turn”, or where it could not: “…; responsible for First bill”. */
export function germanRule(
  said: string,
  [, left, absent, until]: RegExpExecArray,
  { rung, rest }: { rung: string; rest: (reason: string) => string },
): string {
  const at = said.indexOf('the rule “');
  const end = rung === 'routed' ? -1 : said.indexOf('; ', said.indexOf('” ', at));
  const rule = said.slice(at, end < 0 ? undefined : end);
  const words = inGerman.reduce((text, [from, to]) => text.replaceAll(from, to), rule);
  return [
    left ? `${left} ist nicht mehr da; ` : '',
    absent ? `in Vertretung von ${absent} bis ${until}, ` : '',
    words,
    end < 0 ? '' : `; ${rest(said.slice(end + 2))}`,
  ].join('');
}

/** Longer ones first: each stands for what `routing/decide` says. */
const inGerman: readonly (readonly [RegExp | string, string])[] = [
  [/the rule “([^”]*)”/g, 'die Regel „$1“'],
  [/where “([^”]*)”/g, 'dort „$1“:'],
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
