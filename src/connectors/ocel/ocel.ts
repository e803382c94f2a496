import type { ExportFormat, Table } from '../../collect/formats/format.ts';
import { attributeName, detail, guessOf } from '../../collect/formats/survey.ts';
import type { Mapping } from '../../collect/mapping/mapping.ts';
import type { OcelSummary } from '../../collect/read/ocel/objects.ts';

const MOST_DETAILS = 30;

/** OCEL 2.0, JSON or XML: customers are people, events are what happened to them, other objects stay with the event by their ids. */
export const ocel: ExportFormat = {
  kind: 'ocel',
  name: 'OCEL 2.0',
  recognise({ format, log }) {
    if (format !== 'ocel' || !log) return undefined;
    return {
      what: 'events',
      read: { customer: log.customer },
      map: (table) => ({ mapping: mappingOf(table, log), notes: notesOf(log) }),
    };
  },
};

function mappingOf(table: Table, log: OcelSummary): Omit<Mapping, 'read'> {
  const own = new Set(log.customerAttributes);
  const named = (pattern: RegExp) => log.customerAttributes.find((name) => pattern.test(name));
  const name = named(/^(full|customer)?[\s_-]*name$/i) ?? named(/name/i);
  const email = named(/e-?mail/i);
  const phone = named(/phone|telefon|mobile/i);
  const rest = log.customerAttributes.filter((one) => ![name, email, phone].includes(one));
  const details = table.columns.filter(
    ({ name, type }) =>
      type !== 'blank' && !name.startsWith('ocel:') && (!own.has(name) || name.startsWith('objects:')),
  );
  const value = details.find(
    ({ name, type }) =>
      (type === 'number' || type === 'integer') && /amount|price|total|value|cost|revenue/i.test(name),
  );
  return {
    yields: [
      {
        type: 'identity',
        when: { column: 'ocel:what', is: ['object'] },
        key: 'ocel:customer',
        ...(name ? { name } : {}),
        ...(email ? { email } : {}),
        ...(phone ? { phone } : {}),
        ...(rest.length > 0
          ? {
              attributes: Object.fromEntries(
                rest
                  .slice(0, MOST_DETAILS)
                  .map((one) => [attributeName(one), detail(guessOf(table, one), one)]),
              ),
            }
          : {}),
      },
      {
        type: 'interaction',
        when: { column: 'ocel:what', is: ['event'] },
        key: 'ocel:key',
        who: 'ocel:customer',
        kind: 'ocel:type',
        at: 'ocel:time',
        ...(value ? { value: value.name } : {}),
        ...(details.length > 0
          ? {
              attributes: Object.fromEntries(
                details
                  .filter((one) => one !== value)
                  .slice(0, MOST_DETAILS)
                  .map((one) => [attributeName(one.name.replace(/^objects:/, '')), detail(one, one.name)]),
              ),
            }
          : {}),
      },
    ],
  };
}

/** What is not taken in by itself is said before, not found out later. */
function notesOf(log: OcelSummary): string[] {
  const others = log.objectTypes.filter(({ name }) => name !== log.customer);
  const listed = others.map(({ name, count }) => `${name} (${count})`).join(', ');
  return [
    `“${log.customer}” is the customer. Events of several customers count for each; events of none are in the report.`,
    ...(others.length > 0
      ? [`No customers, kept by their ids with the events they take part in: ${listed}.`]
      : []),
  ];
}
