import type { ExportFormat, Table } from '../../collect/formats/format.ts';
import { attributeName, detail, guessOf, when } from '../../collect/formats/survey.ts';
import type { Mapping, Value, Yield } from '../../collect/mapping/mapping.ts';

/** A report names columns by their labels, the data export by API names: the first that is there counts. */
function finder(columns: readonly string[]): (...names: string[]) => string | undefined {
  return (...names) => names.find((name) => columns.includes(name));
}

export const salesforce: ExportFormat = {
  kind: 'salesforce',
  name: 'Salesforce',
  recognise({ columns, format }) {
    const find = finder(columns);
    // Below a report stand its name, who made it and a copyright.
    const read = format === 'csv' ? { read: { footer: true } } : {};
    const number = find('Case Number', 'CaseNumber');
    const opened = find('Date/Time Opened', 'Opened Date', 'CreatedDate', 'Created Date');
    if (number && opened) {
      const map = (table: Table) => ({ mapping: cases(table, find, { number, opened }), notes: [] });
      return { what: 'cases', ...read, map };
    }
    const id = find('Contact ID', 'Contact Id', 'Id');
    const isContact = find('Contact ID', 'Contact Id') ?? (find('AccountId') && find('LastName'));
    const named = find('Last Name', 'LastName');
    if (id && isContact && named && find('Email'))
      return {
        what: 'contacts',
        ...read,
        map: (table) => ({ mapping: contacts(table, find, id), notes: [] }),
      };
    return undefined;
  },
};

type Find = ReturnType<typeof finder>;

function cases(
  table: Table,
  find: Find,
  { number, opened }: { number: string; opened: string },
): Omit<Mapping, 'read'> {
  const email = find('Contact Email', 'Contact: Email', 'Email', 'SuppliedEmail');
  const who = find('Contact ID', 'Contact Id', 'ContactId') ?? email ?? find('Contact Name');
  const name = find('Contact Name', 'SuppliedName');
  const closed = find('Date/Time Closed', 'Closed Date', 'ClosedDate');
  const subject = find('Subject');
  const account = find('Account ID', 'AccountId', 'Account Name');
  const keep = [
    'Status',
    'Priority',
    'Case Origin',
    'Origin',
    'Type',
    'Case Reason',
    'Reason',
    'Case Owner',
  ].flatMap((one) => find(one) ?? []);
  const happened = (what: string, column: string): Yield => ({
    type: 'interaction',
    when: { column },
    key: `{${number}}-${what}`,
    kind: `=case.${what}`,
    at: when(guessOf(table, column)),
    ...(who ? { who } : {}),
    ...(subject && what === 'opened' ? { summary: subject } : {}),
    attributes: Object.fromEntries(keep.map((one) => [attributeName(one), one])),
  });
  const yields: Yield[] = [];
  if (account)
    yields.push({
      type: 'identity',
      kind: 'account',
      key: `account:{${account}}`,
      ...nameOf(find('Account Name')),
    });
  if (who)
    yields.push({
      type: 'identity',
      key: who,
      ...nameOf(name),
      ...(email ? { email } : {}),
      ...(account ? { account: `account:{${account}}` } : {}),
    });
  yields.push(happened('opened', opened), ...(closed ? [happened('closed', closed)] : []));
  return { yields };
}

function contacts(table: Table, find: Find, id: string): Omit<Mapping, 'read'> {
  const [first, last] = [find('First Name', 'FirstName'), find('Last Name', 'LastName') as string];
  const phone = find('Phone', 'MobilePhone', 'Mobile');
  const account = find('Account ID', 'AccountId', 'Account Name');
  const known = new Set([id, first, last, phone, account, 'Email', 'Account Name']);
  const rest = table.columns.filter(({ name, type }) => !known.has(name) && type !== 'blank').slice(0, 30);
  const yields: Yield[] = account
    ? [{ type: 'identity', kind: 'account', key: `account:{${account}}`, ...nameOf(find('Account Name')) }]
    : [];
  yields.push({
    type: 'identity',
    key: id,
    name: first ? `{${first}} {${last}}` : last,
    email: 'Email',
    ...(phone ? { phone } : {}),
    ...(account ? { account: `account:{${account}}` } : {}),
    attributes: Object.fromEntries(
      rest.map((column) => [attributeName(column.name), detail(column, column.name)]),
    ),
  });
  return { yields };
}

function nameOf(column: string | undefined): { name?: Value } {
  return column ? { name: column } : {};
}
