import { Refusal } from '../../../platform/errors.ts';

/**
 * Whether text begins an object-centric log (OCEL 2.0), and in which form.
 * @throws Refusal `ocel_1` for the first version, which no tool writes any more
 */
export function ocelForm(text: string): 'json' | 'xml' | undefined {
  if (/^(?:<\?[^>]*>|<!--[\s\S]*?-->|\s)*<log[\s>]/i.test(text))
    return /<(object-types|event-types|objects|events)[\s/>]/i.test(text) ? 'xml' : undefined;
  if (!/^\s*\{/.test(text)) return undefined;
  if (/"ocel:(global-log|events|objects)"\s*:/.test(text))
    throw new Refusal('ocel_1', 'This is OCEL 1.0. Export the log as OCEL 2.0 (JSON or XML).');
  if (/^\s*\{\s*"(objectTypes|eventTypes)"\s*:\s*\[/.test(text)) return 'json';
  // The lists may stand in any order; elements of both name relationships or attributes, which a list of rows does not.
  const starts = /^\s*\{\s*"(objects|events)"\s*:\s*\[/.test(text);
  return starts && /"(relationships|attributes)"\s*:\s*\[/.test(text) ? 'json' : undefined;
}
