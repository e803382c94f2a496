import { Refusal } from '../platform/errors.ts';

/** The `after` of a list: a time and the id of the last row before it. */
export function cursorOf(text: string | undefined): [string, string] | undefined {
  if (text === undefined) return undefined;
  const [at = '', id = ''] = text.split('~');
  if (Number.isNaN(Date.parse(at)) || !/^[0-9a-f-]{36}$/.test(id)) {
    throw new Refusal(
      'bad_cursor',
      'The “after” of this page is not one that a page before it gave out. Start from the first page.',
    );
  }
  return [at, id];
}
