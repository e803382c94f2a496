import type { Import } from './imports.ts';

/**
 * Files that need each other to be loaded, each circle once, written as `a → b → a`.
 * Types do not count: they are gone when the program runs.
 */
export function circles(imports: Import[]): string[] {
  const next = new Map<string, string[]>();
  for (const one of imports) {
    if (one.package || one.typeOnly) continue;
    next.set(one.from, [...(next.get(one.from) ?? []), one.to]);
  }
  const done = new Set<string>();
  const found: string[] = [];
  const walk = (file: string, path: string[]) => {
    const start = path.indexOf(file);
    if (start >= 0) {
      found.push([...path.slice(start), file].join(' → '));
      return;
    }
    if (done.has(file)) return;
    for (const to of next.get(file) ?? []) walk(to, [...path, file]);
    done.add(file);
  };
  for (const file of next.keys()) walk(file, []);
  return found;
}
