import { readGrid } from '../../collect/collect.ts';
import { Refusal } from '../../platform/errors.ts';
import { isAddress } from '../rules/person.sql.ts';

export interface Listed {
  email: string;
  name: string | null;
  language: string | null;
}

const names = {
  email: ['email', 'e-mail', 'mail', 'address', 'e-mail-adresse', 'adresse'],
  name: ['name', 'full name', 'customer', 'kunde'],
  language: ['language', 'lang', 'sprache'],
};

/**
 * Reads a list of people: a first line with names of columns, then one person a line. A single column of addresses needs
 * no first line. The same address twice is one person. At most 10,000.
 * @throws Refusal `bad_list` naming the lines that hold no address; `too_large`, `empty_file`, `not_a_table`
 */
export async function readList(text: string): Promise<Listed[]> {
  const { rows } = await readGrid(Buffer.from(text));
  const head = (rows[0]?.cells ?? []).map((cell) => cell.toLowerCase());
  const column = (of: keyof typeof names) => head.findIndex((cell) => names[of].includes(cell));
  const at = { email: column('email'), name: column('name'), language: column('language') };
  const bare = at.email < 0 && isAddress(head[0] ?? '');
  if (at.email < 0 && !bare)
    throw new Refusal('bad_list', 'The first line of the list names no column “email”.', { columns: head });
  const found = new Map<string, Listed>();
  const wrong: { line: number; text: string }[] = [];
  for (const { line, cells } of bare ? rows : rows.slice(1)) {
    const email = (cells[bare ? 0 : at.email] ?? '').toLowerCase();
    if (!isAddress(email)) wrong.push({ line, text: email.slice(0, 80) });
    else if (!found.has(email))
      found.set(email, { email, name: cell(cells, at.name, 200), language: cell(cells, at.language, 10) });
  }
  if (wrong.length > 0)
    throw new Refusal(
      'bad_list',
      `${wrong.length} of the lines hold no e-mail address, the first of them line ${wrong[0]?.line}.`,
      { lines: wrong.slice(0, 50) },
    );
  if (found.size === 0) throw new Refusal('bad_list', 'The list names nobody.', {});
  return [...found.values()];
}

function cell(row: string[], at: number, most: number): string | null {
  return (at < 0 ? undefined : row[at]?.slice(0, most)) || null;
}
