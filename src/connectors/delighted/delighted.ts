import type { ExportFormat, Table } from '../../collect/formats/format.ts';
import { byType } from '../../collect/formats/scored.ts';
import { attributeName, detail, guessOf, when } from '../../collect/formats/survey.ts';
import { normalName } from '../../collect/mapping/columnRole.ts';
import type { Mapping, Value, Yield } from '../../collect/mapping/mapping.ts';

/** Column of each part, after `normalName`: the CSV of the dashboard and the JSON of the API name them nearly alike. */
const PARTS: Record<string, string[]> = {
  id: ['id', 'response_id', 'survey_response_id'],
  score: ['score'],
  comment: ['comment'],
  permalink: ['permalink'],
  at: ['created_at', 'responded_at', 'response_time', 'date'],
  type: ['survey_type'],
  person: ['person_id', 'person'],
  email: ['email', 'person_email'],
  name: ['name', 'person_name'],
  phone: ['phone_number', 'person_phone_number'],
};

function partsOf(columns: readonly string[]): (part: string) => string | undefined {
  const byName = new Map(columns.map((name) => [normalName(name), name]));
  return (part) => PARTS[part]?.map((name) => byName.get(name)).find((name) => name !== undefined);
}

/** Scores with a permalink and a comment; `survey_type` says what was asked, without it it was NPS. */
export const delighted: ExportFormat = {
  kind: 'delighted',
  name: 'Delighted',
  recognise({ columns }) {
    const part = partsOf(columns);
    if (!['score', 'comment', 'permalink', 'at'].every(part)) return undefined;
    return {
      what: 'responses',
      map: (table) => ({ mapping: mappingOf(table, part), notes: [] }),
    };
  },
};

function mappingOf(table: Table, part: (name: string) => string | undefined): Omit<Mapping, 'read'> {
  const who = part('person') ?? part('email');
  const known = new Set(Object.keys(PARTS).flatMap((name) => part(name) ?? []));
  const rest = table.columns.filter(
    ({ name, type }) => !known.has(name) && type !== 'blank' && !/updated|notes|tags|additional/i.test(name),
  );
  const attributes = Object.fromEntries(
    rest.slice(0, 30).map((column) => [
      // A property of the person reads as itself, not as the property it was sent in.
      attributeName(column.name.replace(/^person_properties\.|^Properties:\s*/i, '')),
      detail(column, column.name),
    ]),
  );
  const response = {
    key: part('id') ?? (part('permalink') as string),
    value: part('score') as Value,
    comment: part('comment') as Value,
    at: when(guessOf(table, part('at') as string)),
    ...(who ? { who } : {}),
    ...(rest.length > 0 ? { attributes } : {}),
  };
  const yields: Yield[] = [];
  if (who) {
    const [email, name, phone] = [part('email'), part('name'), part('phone')];
    yields.push({
      type: 'identity',
      key: who,
      ...(name ? { name } : {}),
      ...(email ? { email } : {}),
      ...(phone ? { phone } : {}),
    });
  }
  const type = part('type');
  if (!type) return { yields: [...yields, { type: 'response', metric: '=nps', ...response }] };
  const kinds = byType(
    {
      type,
      // `ces` is asked on five steps and `ces7` on seven: only the latter is our scale.
      kinds: [
        ['nps', ['nps']],
        ['csat', ['csat']],
        ['ces', ['ces7']],
      ],
      response,
    },
    table,
  );
  return { yields: [...yields, ...kinds] };
}
