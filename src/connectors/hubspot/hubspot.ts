import type { ExportFormat, Table } from '../../collect/formats/format.ts';
import { byType } from '../../collect/formats/scored.ts';
import { attributeName, detail, guessOf, when } from '../../collect/formats/survey.ts';
import type { Mapping, Value, Yield } from '../../collect/mapping/mapping.ts';

/** HubSpot writes labels (`Record ID`) or, on request, internal names (`hs_object_id`), and varies their capitals. */
function finder(columns: readonly string[]): (...names: string[]) => string | undefined {
  const folded = new Map(columns.map((name) => [name.trim().toLowerCase(), name]));
  return (...names) => names.map((name) => folded.get(name)).find((name) => name !== undefined);
}

export const hubspot: ExportFormat = {
  kind: 'hubspot',
  name: 'HubSpot',
  recognise({ columns }) {
    const find = finder(columns);
    const id = find('record id', 'hs_object_id', 'response id');
    const survey = find('survey type', 'hs_survey_type');
    const value = find('rating', 'score', 'survey score', 'hs_value');
    if (id && survey && value) {
      const map = (table: Table) => ({ mapping: answers(table, find, { id, survey, value }), notes: [] });
      return { what: 'survey responses', map };
    }
    const ticket = find('ticket id');
    if (ticket && find('ticket status', 'ticket name', 'pipeline') && find('create date'))
      return { what: 'tickets', map: (table) => ({ mapping: tickets(table, find, ticket), notes: [] }) };
    if (
      id &&
      find('email') &&
      find('first name', 'last name') &&
      find('create date', 'contact owner', 'lifecycle stage')
    )
      return { what: 'contacts', map: (table) => ({ mapping: contacts(table, find, id), notes: [] }) };
    return undefined;
  },
};

type Find = ReturnType<typeof finder>;

function answers(
  table: Table,
  find: Find,
  { id, survey, value }: { id: string; survey: string; value: string },
): Omit<Mapping, 'read'> {
  const email = find('contact email', 'email', 'associated contact email', 'hs_contact_email_rollup');
  const who = email ?? find('contact id', 'associated contact ids', 'hs_contact_id');
  const at = find(
    'submission date',
    'date submitted',
    'submission timestamp',
    'hs_submission_timestamp',
    'create date',
  );
  const comment = find('response', 'feedback', 'follow-up response', 'hs_content');
  const name = find('contact name', 'associated contact');
  const keep = ['survey name', 'channel', 'survey channel', 'hs_survey_name', 'hs_survey_channel'].flatMap(
    (one) => find(one) ?? [],
  );
  const response = {
    key: id,
    value: value as Value,
    at: when(guessOf(table, at ?? '')),
    ...(who ? { who } : {}),
    ...(comment ? { comment } : {}),
    ...(keep.length > 0
      ? { attributes: Object.fromEntries(keep.map((one) => [attributeName(one), one])) }
      : {}),
  };
  const yields: Yield[] = who
    ? [{ type: 'identity', key: who, ...(name ? { name } : {}), ...(email ? { email } : {}) }]
    : [];
  yields.push(
    ...byType(
      {
        type: survey,
        kinds: [
          ['nps', ['NPS', 'Net Promoter Score', 'Customer loyalty']],
          ['csat', ['CSAT', 'Customer satisfaction']],
          ['ces', ['CES', 'Customer effort score', 'Customer support']],
        ],
        response,
      },
      table,
    ),
  );
  return { yields };
}

function tickets(table: Table, find: Find, id: string): Omit<Mapping, 'read'> {
  const who = find('associated contact ids', 'associated contact', 'contact email', 'email');
  const created = find('create date') as string;
  const closed = find('close date', 'closed date');
  const subject = find('ticket name', 'subject');
  const keep = ['ticket status', 'pipeline', 'priority', 'source'].flatMap((one) => find(one) ?? []);
  const own = who ? { who } : {};
  const yields: Yield[] = [
    ...(who ? [{ type: 'identity' as const, key: who }] : []),
    {
      type: 'interaction',
      key: `{${id}}-created`,
      kind: '=ticket.created',
      at: when(guessOf(table, created)),
      ...own,
      ...(subject ? { summary: subject } : {}),
      ...(keep.length > 0
        ? { attributes: Object.fromEntries(keep.map((one) => [attributeName(one), one])) }
        : {}),
    },
  ];
  if (closed)
    yields.push({
      type: 'interaction',
      when: { column: closed },
      key: `{${id}}-closed`,
      kind: '=ticket.closed',
      at: when(guessOf(table, closed)),
      ...own,
    });
  return { yields };
}

function contacts(table: Table, find: Find, id: string): Omit<Mapping, 'read'> {
  const [first, last] = [find('first name'), find('last name')];
  const phone = find('phone number', 'mobile phone number');
  const known = new Set([id, first, last, phone, find('email')]);
  const rest = table.columns.filter(({ name, type }) => !known.has(name) && type !== 'blank').slice(0, 30);
  return {
    yields: [
      {
        type: 'identity',
        key: id,
        ...(first && last
          ? { name: `{${first}} {${last}}` }
          : first || last
            ? { name: (first ?? last) as string }
            : {}),
        email: find('email') as string,
        ...(phone ? { phone } : {}),
        attributes: Object.fromEntries(
          rest.map((column) => [attributeName(column.name), detail(column, column.name)]),
        ),
      },
    ],
  };
}
