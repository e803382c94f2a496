import { z } from 'zod';
import { Mapping } from '../mapping/mapping.ts';

const Yields = z.array(Mapping.shape.yields.element);

/**
 * How one event becomes facts. A value is a path into the event (`data.object.email`), a template with braces or
 * `=constant`, as in the mapping of files. Beside the event's own fields there are `onus.key` (the delivery key),
 * `onus.at` (when it happened, corrected), `onus.who` (Segment: who) and `header.<name>` (webhooks, lower case).
 */
export const EventMapping = z.strictObject({
  decimal: Mapping.shape.decimal,
  dates: Mapping.shape.dates,
  zone: Mapping.shape.zone,
  yields: Yields.max(20).default([]),
  /** For each element of a list in the event: its fields are `item.…`. */
  items: z.strictObject({ path: z.string().min(1).max(200), yields: Yields.min(1).max(20) }).optional(),
});
export type EventMapping = z.infer<typeof EventMapping>;
