import { expect, test } from 'vitest';
import { z } from 'zod';
import { cardOf, catalogue } from './catalogue.ts';
import { CaseFacts } from './eventType.ts';

test('every example has the shape it stands for, and nothing besides', () => {
  for (const { data, example } of catalogue) expect(data.strict().parse(example)).toEqual(example);
});

test('every type is described in both languages, and no two share a name', () => {
  for (const { en, de } of catalogue) expect(en.length * de.length).toBeGreaterThan(100);
  expect(new Set(catalogue.map(({ type }) => type)).size).toBe(catalogue.length);
});

test('nothing in the catalogue is made to hold a name, an address or words of a customer', () => {
  const fields = JSON.stringify(catalogue.map((one) => cardOf(one).schema));
  expect(fields).not.toMatch(/"(customerName|email|phone|comment|quote|text|body)":/);
});

/** `vitest run --project unit src/out -u` writes it anew. */
test('the page of the documentation is this catalogue', async () => {
  const parts = catalogue.map((one) => {
    const { type, description, schema, example } = cardOf(one);
    const { properties } = (schema.properties as { data: { properties: Record<string, Field> } }).data;
    return [
      `## ${type}`,
      description.en,
      table('`data`', properties),
      `\`\`\`json\n${JSON.stringify(example, null, 2)}\n\`\`\``,
    ].join('\n\n');
  });
  const page = [
    '# Catalogue of events',
    'Made from the shapes in `src/out/catalogue`; the same, with JSON Schema, at `GET /api/v1/event-types`.',
    '`webhook-id`, `webhook-timestamp` and `webhook-signature` are headers; the body is `type`, `timestamp` (when it happened) and `data`.',
    '## The case, wherever there is one',
    table('`case`', z.toJSONSchema(CaseFacts).properties as Record<string, Field>),
    ...parts,
  ].join('\n\n');
  await expect(`${page}\n`).toMatchFileSnapshot('../../../docs/webhooks-events.md');
});

function table(of: string, fields: Record<string, Field>): string {
  const rows = Object.entries(fields).map(
    ([name, field]) => `| \`${name}\` | ${kindOf(field)} | ${field.description ?? ''} |`,
  );
  return [`| in ${of} | kind | |`, '| --- | --- | --- |', ...rows].join('\n');
}

interface Field {
  type?: string | string[];
  description?: string;
  anyOf?: Field[];
  enum?: string[];
  items?: Field;
}

function kindOf(field: Field): string {
  if (field.anyOf) return field.anyOf.map(kindOf).join(' or ');
  if (field.enum) return field.enum.map((one) => `“${one}”`).join(', ');
  if (field.items) return `list of ${kindOf(field.items)}`;
  return [field.type ?? 'any'].flat().join(' or ');
}
