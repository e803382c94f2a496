import type { Import } from './imports.ts';

/**
 * What would be carried into the browser by way of a shape: each first import by which the pages come to a statement or
 * to the platform, with the page at the other end.
 */
export function carriedIntoBrowser(imports: Import[]): string[] {
  const values = imports.filter((one) => !one.package && !one.typeOnly);
  const from = Map.groupBy(values, (one) => one.from);
  const page = new Map<string, string>();
  const waiting: Import[] = [];
  const follow = (file: string, origin: string) => {
    if (page.has(file)) return;
    page.set(file, origin);
    waiting.push(...(from.get(file) ?? []));
  };
  for (const one of values) {
    if (one.from.startsWith('src/web/') && !one.to.startsWith('src/web/')) follow(one.to, one.from);
  }
  const found: string[] = [];
  for (let one = waiting.shift(); one; one = waiting.shift()) {
    const origin = page.get(one.from) as string;
    if (one.to.startsWith('src/platform/') || /\.sql\.ts$/.test(one.to)) {
      found.push(`${one.from}:${one.line} carries ${one.to} into the browser, for ${origin}`);
    } else follow(one.to, origin);
  }
  return found;
}
