import { Refusal } from '../../platform/errors.ts';

/** Comments, quoted names, quoted text and dollar-quoted text: semicolons in them end nothing. */
const OPAQUE =
  /--[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"]|"")*"|\b[eE]'(?:[^'\\]|\\.|'')*'|'(?:[^']|'')*'|\$(\w*)\$[\s\S]*?\$\1\$/g;

/**
 * The one SELECT of a step, ready to stand in brackets: there PostgreSQL allows nothing that writes.
 * @throws Refusal `recipe_invalid` for more than one statement or one that is no SELECT
 */
export function oneSelect(text: string, name: string): string {
  const bare = text.replace(OPAQUE, (part) => (part.startsWith('--') || part.startsWith('/*') ? ' ' : 'x'));
  const refuse = (why: string): never => {
    throw new Refusal('recipe_invalid', `The step “${name}” ${why}`, { step: name });
  };
  if (/;\s*\S/.test(bare)) refuse('holds more than one statement. Write one SELECT.');
  if (!/^\s*(select|with|values)\b/i.test(bare)) refuse('is no SELECT.');
  let depth = 0;
  for (const c of bare) {
    if (c === '(') depth++;
    if (c === ')') depth--;
    if (depth < 0) refuse('closes a bracket that it did not open.');
  }
  // A comment at the end must not swallow the closing bracket, hence the line break.
  return `(\n${text.trim().replace(/;\s*$/, '')}\n)`;
}
