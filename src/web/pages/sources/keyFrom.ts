/** The key of a new source by its name: “Web shop & app” is `web-shop-app`. */
export function keyFrom(name: string): string {
  const key = name
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60);
  return key || 'source';
}
