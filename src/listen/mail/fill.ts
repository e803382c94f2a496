/**
 * Puts what is known in the place of `{{name}}`. What is not known leaves nothing behind, not even the space or comma
 * before it: “Hello {{name}},” becomes “Hello,”.
 */
export function fill(text: string, facts: Readonly<Record<string, string>>): string {
  return text.replace(/([ \u00a0]?)\{\{\s*([\w.]{1,60})\s*\}\}/g, (_, before: string, name: string) => {
    const value = Object.hasOwn(facts, name) ? oneLine(facts[name] ?? '') : '';
    return value === '' ? '' : before + value;
  });
}

/** A fact is a few words within a sentence, whatever its source says. */
function oneLine(value: string): string {
  return value.replace(/\s+/g, ' ').trim().slice(0, 200);
}
