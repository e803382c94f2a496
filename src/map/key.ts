import { z } from 'zod';

/** Keys name things in addresses, files and API answers, so they keep to what all three allow, and never change. */
export const Key = z.string().regex(/^[a-z0-9](?:[a-z0-9_-]{0,98}[a-z0-9])?$/, {
  message:
    'Use 1 to 100 lower-case letters, digits, “-” or “_”, beginning and ending with a letter or digit.',
});

const letters: Record<string, string> = {
  ä: 'ae',
  ö: 'oe',
  ü: 'ue',
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  å: 'a',
  ł: 'l',
  đ: 'd',
};

/** A key made from a name: “Erste Rechnung prüfen” → `erste-rechnung-pruefen`; a name without any letter → `fallback`. */
export function keyFrom(name: string, taken: Iterable<string> = [], fallback = 'item'): string {
  const base =
    name
      .toLowerCase()
      .replace(/[äöüßæøåłđ]/g, (letter) => letters[letter] ?? '')
      .normalize('NFKD')
      .replace(/\p{M}/gu, '')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replace(/^-+|-+$/g, '') || fallback;
  const used = new Set(taken);
  if (!used.has(base)) return base;
  for (let n = 2; ; n++) if (!used.has(`${base}-${n}`)) return `${base}-${n}`;
}
