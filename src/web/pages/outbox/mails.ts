/** A mail as the list shows it. */
export interface MailLine {
  id: string;
  to: { address: string; name: string | null };
  subject: string;
  purpose: 'follow_up' | 'notice' | 'magic_link' | 'invitation' | 'survey';
  about: { kind: string; id: string } | null;
  state: 'waiting' | 'sent' | 'outbox' | 'uncertain' | 'failed';
  queuedAt: string;
  sentAt: string | null;
  tries: number;
  failure: string | null;
}

export interface Mail extends MailLine {
  text: string;
  html: string | null;
  headers: Record<string, string>;
  files: { name: string; bytes: number }[];
}

/** The list as it is narrowed, and a mail in it. */
export function outboxPath({ q, purpose, state }: Record<string, string | undefined>, mail?: string): string {
  const given = Object.entries({ q, purpose, state, mail }).flatMap(([name, value]) =>
    value ? [[name, value]] : [],
  );
  return given.length > 0 ? `/outbox?${new URLSearchParams(given)}` : '/outbox';
}

/** The customer's page that a follow-up or a survey leads to, on the server we are looking at. */
export function answerPath(mail: Mail): string | undefined {
  return /\/(?:p\/follow-up|s\/i)\/[\w-]{43}/.exec(mail.text)?.[0];
}
