import type { ExportFormat, Look } from '../../collect/formats/format.ts';
import { surveyMapping } from '../../collect/formats/survey.ts';

/** Columns of LimeSurvey itself: as codes, and as the full text export calls them. */
const OWN: Record<string, string[]> = {
  id: ['id', 'Response ID'],
  submitted: ['submitdate', 'Date submitted'],
  page: ['lastpage', 'Last page'],
  language: ['startlanguage', 'Start language'],
  seed: ['seed', 'Seed'],
  token: ['token', 'Access code'],
  started: ['startdate', 'Date started'],
  stamped: ['datestamp', 'Date last action'],
  ip: ['ipaddr', 'IP address'],
  from: ['refurl', 'Referrer URL'],
  email: ['email', 'Email address'],
  first: ['firstname', 'First name'],
  last: ['lastname', 'Last name'],
};

/** In a VV file an unasked question is no answer, and line breaks and tabs are spelt out. */
const NOT_SHOWN = '{question_not_shown}';

function isHead(cells: readonly (string | null)[]): boolean {
  const names = new Set(cells.map((cell) => cell?.trim()));
  return ['id', 'submitted', 'page', 'language'].every((part) => OWN[part]?.some((name) => names.has(name)));
}

/** VV files have the texts in the first row and the codes in the second; the others have one row. */
function headOf({ top }: Look) {
  // The first row of a VV file may carry the same names, so the second is asked first.
  const index = [1, 0].find((row) => isHead(top[row]?.values ?? [])) ?? -1;
  const row = top[index];
  if (!row) return undefined;
  const names = row.values.map((cell) => cell?.trim() ?? '');
  const above = index === 1 ? (top[0]?.values ?? []) : [];
  return { line: row.line, names, texts: above.map((cell) => cell?.trim() ?? ''), vv: index === 1 };
}

export const limesurvey: ExportFormat = {
  kind: 'limesurvey',
  name: 'LimeSurvey',
  recognise(look) {
    const head = headOf(look);
    if (!head) return undefined;
    const titles = new Map(head.names.map((name, i) => [name, head.texts[i] || name]));
    const own = (part: string) => OWN[part]?.find((name) => head.names.includes(name));
    const all = new Set(Object.values(OWN).flat());
    return {
      what: head.vv ? 'responses (VV)' : 'responses',
      read: { headerLine: head.line, blank: [NOT_SHOWN] },
      ...(head.vv ? { titles } : {}),
      map(table) {
        const [first, last] = [own('first'), own('last')];
        const submitted = own('submitted') as string;
        return surveyMapping(
          {
            id: own('id') as string,
            at: [submitted, own('stamped'), own('started')].flatMap((name) => name ?? []),
            person: [own('email'), own('token')].flatMap((name) => name ?? []),
            name: first && last ? `{${first}} {${last}}` : undefined,
            email: own('email'),
            questions: table.columns
              .filter(({ name }) => !all.has(name))
              .map((column) => ({ column, title: titles.get(column.name) ?? column.name })),
            details: [own('language')].flatMap((name) => name ?? []),
            refuse: [{ column: submitted, is: [''], reason: 'The answer was begun and not sent.' }],
          },
          table,
        );
      },
    };
  },
};
