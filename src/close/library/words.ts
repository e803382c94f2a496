/** Words that say nothing about what happened, in both languages; short ones are left out anyway. */
const empty = new Set(
  (
    'about after again also because been before being could does dont from have here just like more most much nothing only other ' +
    'over please should some than that their them then there these they this very were what when where which while will with would your ' +
    'aber alle auch auf bitte dann dass denn diese dieser doch durch eine einen einer eines haben hatte hier ihre immer jetzt kann ' +
    'kein keine mehr mich nach nicht noch nur oder ohne schon sehr sein seit sich sind über unter wird wurde wurden'
  ).split(' '),
);

/** The words by which a case is compared with others: letters and digits only, the longest twelve. */
export function tellingWords(text: string): string[] {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]{4,40}/gu) ?? [];
  return [...new Set(words)]
    .filter((word) => !empty.has(word))
    .sort((a, b) => b.length - a.length || (a < b ? -1 : 1))
    .slice(0, 12);
}
