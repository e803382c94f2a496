import { Refusal } from '../../platform/errors.ts';

interface Trouble {
  code?: string;
  message?: string;
  responseText?: string;
  serverResponseCode?: string;
  responseStatus?: string;
  authenticationFailed?: boolean;
  tlsFailed?: boolean;
  mailboxMissing?: boolean;
}

/** What goes wrong with a mail server, in words for whoever set the mailbox up. The server's own sentence follows; it never holds the password. */
export function inWords(error: unknown, at: { host: string; port: number; folder: string }): Refusal {
  if (error instanceof Refusal) return error;
  const it = (error ?? {}) as Trouble;
  const { code = '', message = '' } = it;
  const where = `${at.host}:${at.port}`;
  const say = (name: string, words: string) =>
    new Refusal(name, `${words}${said(it.responseText ?? '')}`, { host: at.host });
  if (code === 'ECONNREFUSED')
    return new Refusal(
      'connection_refused',
      `Nobody answers at ${where}. Check the port, and whether the server lets this machine in.`,
      {},
    );
  if (it.authenticationFailed || it.serverResponseCode === 'AUTHENTICATIONFAILED')
    return say(
      'access_denied',
      `${where} does not accept this user and password. Some providers want a password made for programs.`,
    );
  if (/PRIVACYREQUIRED/i.test(it.serverResponseCode ?? '') || /plaintext auth/i.test(it.responseText ?? ''))
    return say('tls_needed', `${where} takes passwords only when encrypted. Switch encryption on.`);
  if (it.mailboxMissing || /NONEXISTENT/i.test(it.serverResponseCode ?? ''))
    return say(
      'no_such_folder',
      `There is no folder “${at.folder}”. Try the connection to see which there are.`,
    );
  if (/certificate|self.signed|CERT_|DEPTH_ZERO|UNABLE_TO_(VERIFY|GET)|ALTNAME/i.test(`${code} ${message}`))
    return new Refusal(
      'certificate_refused',
      `The certificate of ${where} is not trusted: ${message.split(';')[0]?.slice(0, 200)}. Use the name it is made for, add your own authority, or accept any certificate.`,
      { host: at.host },
    );
  if (it.tlsFailed || /^(EPROTO|ERR_SSL|UPGRADE_TIMEOUT|STARTTLS)/.test(code) || /ssl|tls/i.test(message))
    return new Refusal(
      'tls_failed',
      `No encrypted connection to ${where} could be made. Encryption from the first byte is usual at port 993, STARTTLS at 143.`,
      { host: at.host },
    );
  if (
    ['CONNECT_TIMEOUT', 'GREETING_TIMEOUT', 'ETIMEDOUT', 'ETIMEOUT', 'EHOSTUNREACH', 'ENETUNREACH'].includes(
      code,
    )
  )
    return new Refusal(
      'connection_timeout',
      `${where} did not answer in time. Is it a mail server (IMAP), and is encryption as it expects?`,
      {},
    );
  if (
    [
      'NoConnection',
      'EConnectionClosed',
      'ECONNRESET',
      'EPIPE',
      'ClosedAfterConnectText',
      'ClosedAfterConnectTLS',
    ].includes(code)
  )
    return new Refusal(
      'connection_lost',
      `The connection to ${where} broke off. What was read before is in; the next run goes on from there.`,
      {},
    );
  return say(
    'mail_server_failed',
    `${where} answered with an error: ${message.replace(/\s+/g, ' ').slice(0, 200)}`,
  );
}

function said(message: string): string {
  const text = message.replace(/\s+/g, ' ').trim().slice(0, 300);
  return text === '' ? '' : ` It says: ${text}`;
}
