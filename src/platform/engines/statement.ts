import { type messages, protocol } from '@electric-sql/pglite';
import utils from 'pg/lib/utils.js';
import type { RawResult } from '../database.ts';
import { types } from './types.ts';

const { serialize } = protocol;
const toEnd = [serialize.describe({ type: 'P' }), serialize.execute({}), serialize.sync()];

/**
 * One statement with its parameters as one message of PostgreSQL’s extended protocol. `statement.prepared`: it is known by this
 * name, planned once.
 */
export function statementMessage(
  text: string,
  parameters: unknown[],
  statement?: { name: string; prepared: boolean },
): Uint8Array {
  const values = parameters.map(utils.prepareValue);
  const name = statement ? { name: statement.name } : {};
  return Buffer.concat([
    ...(statement?.prepared ? [] : [serialize.parse({ ...name, text })]),
    serialize.bind({ values, ...(statement ? { statement: statement.name } : {}) }),
    ...toEnd,
  ]);
}

/** One or several statements without parameters. */
export const queryMessage = (text: string): Uint8Array => serialize.query(text);

/** Asks for nothing but the end of what is under way. */
export const syncMessage = (): Uint8Array => serialize.sync();

/** Forgets a statement that was planned. */
export const closeMessage = (name: string): Uint8Array =>
  Buffer.concat([serialize.close({ type: 'S', name }), serialize.sync()]);

/** What the last of the statements answered, read as the driver of a server reads it. */
export function resultOf(answer: readonly messages.BackendMessage[]): RawResult {
  let result: RawResult = { rows: [], count: 0 };
  let rows: Record<string, unknown>[] = [];
  let names: string[] = [];
  let readers: ReturnType<typeof types.getTypeParser>[] = [];
  for (const message of answer) {
    switch (message.name) {
      case 'rowDescription': {
        const { fields } = message as messages.RowDescriptionMessage;
        names = fields.map(({ name }) => name);
        readers = fields.map(({ dataTypeID }) => types.getTypeParser(dataTypeID, 'text'));
        break;
      }
      case 'dataRow': {
        const { fields } = message as messages.DataRowMessage;
        const row: Record<string, unknown> = {};
        for (let i = 0; i < fields.length; i++) {
          const value = fields[i] as string | null;
          row[names[i] as string] = value === null ? null : readers[i]?.(value as never);
        }
        rows.push(row);
        break;
      }
      case 'commandComplete': {
        const count = Number(
          /\d+$/.exec((message as messages.CommandCompleteMessage).text)?.[0] ?? rows.length,
        );
        result = { rows, count };
        rows = [];
        names = [];
        readers = [];
        break;
      }
    }
  }
  return result;
}
