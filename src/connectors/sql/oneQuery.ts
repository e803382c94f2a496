import { Refusal } from '../../platform/errors.ts';

/** What holds no SQL: comments, quoted names and quoted text. Each dialect has its own; a server set to another one is told ours first. */
const OPAQUE = {
  postgres:
    /--[^\n]*|\/\*[\s\S]*?\*\/|"(?:[^"]|"")*"|\b[eE]'(?:[^'\\]|\\[\s\S]|'')*'|'(?:[^']|'')*'|\$([A-Za-z_]\w*)?\$[\s\S]*?\$\1\$/g,
  mysql:
    /--(?=\s|$)[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|`(?:[^`]|``)*`|"(?:[^"\\]|\\[\s\S]|"")*"|'(?:[^'\\]|\\[\s\S]|'')*'/g,
} as const;

/**
 * The one SELECT of a query, ready to stand in brackets, where neither server allows anything that writes.
 * The read-only transaction is what protects; this is what explains.
 * @throws Refusal `query_unsafe`
 */
export function oneQuery(text: string, dialect: keyof typeof OPAQUE): string {
  const refuse = (why: string): never => {
    throw new Refusal('query_unsafe', `The query ${why}`, {});
  };
  // MySQL runs what stands in such a comment.
  if (dialect === 'mysql' && /\/\*(!|M!)/i.test(text))
    refuse('holds a comment that is executed. Leave it out.');
  if (text.includes('\0')) refuse('holds a character that is no text.');
  const bare = text.replace(OPAQUE[dialect], (part) => (/^(--|#|\/\*)/.test(part) ? ' ' : 'x'));
  // Nested comments are PostgreSQL's alone; what is left of one after the above is no SQL either reads the same way.
  if (/\/\*|\*\//.test(bare)) refuse('holds a comment in a comment. Leave one out.');
  if (/["'`]/.test(dialect === 'postgres' ? bare.replaceAll('`', '') : bare))
    refuse('opens a quote that it does not close.');
  if (/;\s*\S/.test(bare)) refuse('holds more than one statement. Write one SELECT.');
  if (!/^\s*\(*\s*(select|with|values|table)\b/i.test(bare)) refuse('is no SELECT.');
  if (/\binto\b/i.test(bare)) refuse('writes INTO something. Only reading is possible here.');
  if (/\bfor\s+(update|share|no\s+key|key)\b|\block\s+in\s+share\b/i.test(bare))
    refuse('locks rows of the other system. Leave FOR … out.');
  let depth = 0;
  for (const c of bare) {
    if (c === '(') depth++;
    if (c === ')' && --depth < 0) refuse('closes a bracket that it did not open.');
  }
  if (depth > 0) refuse('opens a bracket that it does not close.');
  return `(\n${text.trim().replace(/;\s*$/, '')}\n)`;
}
