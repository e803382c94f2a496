import { z } from 'zod';
import { SourceInput } from '../source.ts';

const path = z
  .string()
  .max(200)
  .regex(/^[\w][\w./-]*$/, 'Name a file inside the recipe’s folder.')
  .refine((text) => !text.includes('..'), 'Name a file inside the recipe’s folder.');
const table = z.string().regex(/^[a-z][a-z0-9_]{0,40}$/, 'Use lower-case letters, digits and “_”.');
const keyed = z.looseObject({ key: z.string().min(1).max(100) });

/** `recipe.yaml`: how the files of one outside system become facts. */
export const Recipe = z.strictObject({
  name: z.string().min(1).max(100),
  description: z.string().max(4000).default(''),
  sources: z
    .array(z.strictObject({ ...SourceInput.omit({ ownerPersonId: true, departmentId: true }).shape }))
    .min(1),
  /** Reporting dimensions, metrics and case rules it needs; made where they are missing, else left as people have set them. */
  dimensions: z
    .array(z.strictObject({ key: z.string().min(1).max(100), name: z.string().min(1).max(200) }))
    .default([]),
  metrics: z.array(keyed).default([]),
  caseRules: z.array(keyed).default([]),
  /** YAML files of journeys, taken in where there is no journey of that key yet. */
  journeys: z.array(path).default([]),
  /** Each file's rows land in `staging.<table>`, every column as text, with its `line`. */
  files: z
    .array(
      z.strictObject({
        table,
        /** File name; `*` stands for anything. */
        match: z.string().min(1).max(200),
        optional: z.boolean().default(false),
        /** Columns the SQL needs: refused at once where one is missing. */
        columns: z.array(z.string().min(1)).default([]),
      }),
    )
    .min(1),
  /** In order. Each file holds one SELECT over the staging tables; its columns are the fields of the facts. */
  steps: z
    .array(
      z.strictObject({
        name: z.string().min(1).max(100),
        source: z.string(),
        yields: z.enum(['identities', 'interactions', 'responses']),
        sql: path,
      }),
    )
    .min(1),
});
export type Recipe = z.infer<typeof Recipe>;
export type RecipeStep = Recipe['steps'][number];

/** `orders*.csv` → whether a file's name fits; a `.gz` more is fine. */
export function matcher(pattern: string): (name: string) => boolean {
  const source = pattern
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  const whole = new RegExp(`^${source}(\\.gz)?$`, 'i');
  return (name) => whole.test(name);
}
