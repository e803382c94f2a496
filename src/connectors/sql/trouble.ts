import { Refusal } from '../../platform/errors.ts';

/** What a driver throws, in words for whoever set the connection up. The server's own sentence follows; it never holds the password. */
export function inWords(
  error: unknown,
  at: { host: string; port: number; timeoutSeconds?: number },
): Refusal {
  if (error instanceof Refusal) return error;
  const { code = '', message = '' } = (error ?? {}) as { code?: string; message?: string };
  const where = `${at.host}:${at.port}`;
  const say = (name: string, words: string) =>
    new Refusal(name, `${words}${said(message)}`, { host: at.host });
  if (code === 'ECONNREFUSED')
    return new Refusal(
      'connection_refused',
      `Nobody answers at ${where}. Check the port, and whether the server lets this machine in.`,
      {},
    );
  if (
    ['ETIMEDOUT', 'EHOSTUNREACH', 'ENETUNREACH', 'PROTOCOL_SEQUENCE_TIMEOUT'].includes(code) ||
    /timeout expired|connect ETIMEDOUT/i.test(message)
  )
    return new Refusal('connection_timeout', `${where} did not answer in time.`, {});
  if (
    [
      '28P01',
      '28000',
      'ER_ACCESS_DENIED_ERROR',
      'ER_ACCESS_DENIED_NO_PASSWORD_ERROR',
      'ER_DBACCESS_DENIED_ERROR',
    ].includes(code)
  )
    return say('access_denied', `${where} does not accept this user and password for this database.`);
  if (['3D000', 'ER_BAD_DB_ERROR'].includes(code))
    return say('no_such_database', 'There is no such database.');
  if (
    ['57014', 'ER_QUERY_TIMEOUT', 'ER_STATEMENT_TIMEOUT', 'ONUS_SILENT'].includes(code) ||
    /max_statement_time|maximum statement execution time/i.test(message)
  )
    return new Refusal(
      'query_timeout',
      `The query took longer than ${at.timeoutSeconds} seconds. Narrow it, help it with an index, or allow more time.`,
      {},
    );
  if (['25006', 'ER_CANT_EXECUTE_IN_READ_ONLY_TRANSACTION'].includes(code))
    return say('query_writes', 'The query tries to write; only reading is possible here.');
  if (
    [
      '42501',
      'ER_TABLEACCESS_DENIED_ERROR',
      'ER_COLUMNACCESS_DENIED_ERROR',
      'ER_SPECIFIC_ACCESS_DENIED_ERROR',
    ].includes(code)
  )
    return say('not_allowed', 'The user may not read this.');
  if (/^42|^22|^ER_(PARSE|BAD_FIELD|NO_SUCH_TABLE|DERIVED|DUP_FIELDNAME|WRONG|NON_UNIQ)/.test(code))
    return say('query_wrong', 'The query does not work.');
  if (/certificate|self-signed|ssl|tls/i.test(`${code} ${message}`))
    return say('tls_failed', `No encrypted connection to ${where} could be made.`);
  if (
    ['ECONNRESET', 'EPIPE', 'PROTOCOL_CONNECTION_LOST', '57P01', '57P02', '57P03'].includes(code) ||
    /Connection terminated/i.test(message)
  )
    return new Refusal(
      'connection_lost',
      `The connection to ${where} broke off. What was read before is in; the next run goes on from there.`,
      {},
    );
  return say('database_failed', `${where} answered with an error.`);
}

function said(message: string): string {
  const text = message.replace(/\s+/g, ' ').trim().slice(0, 300);
  return text === '' ? '' : ` It says: ${text}`;
}
