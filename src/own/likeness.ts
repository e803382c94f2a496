/** Lower case, no accents, no punctuation: what two spellings of the same have in common. */
export function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** How alike two texts are, 0 to 1: the Dice coefficient of their letter pairs (Dice 1945), word by word. */
export function likeness(a: string, b: string): number {
  const [left, right] = [pairs(plain(a)), pairs(plain(b))];
  if (left.length === 0 || right.length === 0) return 0;
  const rest = new Map<string, number>();
  for (const pair of right) rest.set(pair, (rest.get(pair) ?? 0) + 1);
  let shared = 0;
  for (const pair of left) {
    const n = rest.get(pair) ?? 0;
    if (n > 0) {
      shared++;
      rest.set(pair, n - 1);
    }
  }
  return (2 * shared) / (left.length + right.length);
}

function pairs(text: string): string[] {
  return text.split(' ').flatMap((word) => {
    const marked = ` ${word} `;
    return word === '' ? [] : Array.from({ length: marked.length - 1 }, (_, i) => marked.slice(i, i + 2));
  });
}

/** The most alike of a list, at most `most`, each at least `least`. */
export function nearest<T>(
  text: string,
  choices: readonly T[],
  { nameOf, least = 0.5, most = 3 }: { nameOf: (choice: T) => string; least?: number; most?: number },
): T[] {
  return choices
    .map((choice) => ({ choice, score: likeness(text, nameOf(choice)) }))
    .filter(({ score }) => score >= least)
    .sort((a, b) => b.score - a.score)
    .slice(0, most)
    .map(({ choice }) => choice);
}
