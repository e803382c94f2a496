/** White initials reach at least 4.5:1 on each of these; the pages use the same list. */
const palette = [
  '#4a5fc9',
  '#4d7f34',
  '#25796b',
  '#a85a28',
  '#8a4a6b',
  '#7a4fb5',
  '#2f7390',
  '#a3485a',
  '#6a6d2c',
  '#8a5a2e',
  '#5f5aa8',
  '#3f6f5a',
] as const;

/** The same name has the same colour on every machine (FNV-1a). */
export function colourOf(name: string): string {
  let hash = 2166136261;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 16777619);
  return palette[(hash >>> 0) % palette.length] ?? palette[0];
}

/** "Dr. Mara Lindqvist" → ML, "Ada" → AD. */
export function initialsOf(name: string): string {
  const words = name
    .replace(/\b(Dr|Prof|Mr|Mrs|Ms|Dipl|Ing)\b\.?/g, '')
    .split(/[\s-]+/)
    .filter((word) => /\p{L}/u.test(word));
  const first = words[0] ?? '?';
  const last = words.length > 1 ? words[words.length - 1] : undefined;
  return (last ? first.slice(0, 1) + last.slice(0, 1) : first.slice(0, 2)).toUpperCase();
}
