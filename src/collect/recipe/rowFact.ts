import { Refusal } from '../../platform/errors.ts';
import type { Fact } from '../facts.ts';
import type { RecipeStep } from './recipe.ts';

type Row = Record<string, unknown>;

const FIELDS: Record<
  RecipeStep['yields'],
  { type: Fact['type']; fields: string[]; needed: string[]; bags: string[] }
> = {
  identities: {
    type: 'identity',
    fields: ['key', 'kind', 'name', 'email', 'phone', 'account', 'at'],
    needed: ['key'],
    bags: ['keys', 'attributes'],
  },
  interactions: {
    type: 'interaction',
    fields: ['key', 'who', 'kind', 'at', 'touchpoint', 'value', 'failed', 'summary'],
    needed: ['key', 'kind', 'at'],
    bags: ['dims', 'attributes'],
  },
  responses: {
    type: 'response',
    fields: ['key', 'who', 'metric', 'value', 'comment', 'at', 'touchpoint', 'contactRequested'],
    needed: ['key', 'metric', 'at'],
    bags: ['dims', 'attributes'],
  },
};

/**
 * A SELECT's row as a fact: columns are the fact's fields, `dims.x`, `attributes.x` and `keys.x` go into their bags,
 * null leaves a field out. Compiled from the names of the first row.
 * @throws Refusal `recipe_invalid` for a column that is no field, or a field that is missing
 */
export function factOf(step: RecipeStep, columns: string[]): (row: Row) => Fact | { problem: string } {
  const shape = FIELDS[step.yields];
  const plain = columns.filter((column) => shape.fields.includes(column));
  const bagged = columns
    .filter((column) => !shape.fields.includes(column))
    .map((column) => intoBag(column, step, shape.bags));
  const missing = shape.needed.filter((field) => !columns.includes(field));
  if (missing.length > 0) throw invalid(step, `needs the column ${missing.join(', ')}.`);
  return (row) => {
    const fact: Row = { type: shape.type };
    for (const column of plain) {
      const value = row[column];
      if (value !== null) fact[column] = value instanceof Date ? value.toISOString() : value;
    }
    for (const field of shape.needed)
      if (fact[field] === undefined) return { problem: `“${field}” is empty.` };
    for (const { column, bag, name } of bagged) {
      const value = row[column];
      if (value === null) continue;
      fact[bag] ??= {};
      const into = fact[bag] as Row;
      if (value instanceof Date) into[name] = value.toISOString();
      else into[name] = bag === 'attributes' ? value : String(value);
    }
    return fact as Fact;
  };
}

function intoBag(
  column: string,
  step: RecipeStep,
  bags: string[],
): { column: string; bag: string; name: string } {
  const [bag = '', ...name] = column.split('.');
  if (!bags.includes(bag) || name.length === 0) {
    const names = [...FIELDS[step.yields].fields, ...bags.map((one) => `"${one}.…"`)];
    throw invalid(
      step,
      `has the column “${column}”, which is no field of ${step.yields}: ${names.join(', ')}.`,
    );
  }
  return { column, bag, name: name.join('.') };
}

function invalid(step: RecipeStep, why: string): Refusal {
  return new Refusal('recipe_invalid', `The step “${step.name}” ${why}`, { step: step.name });
}
