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

/** The customer's page that a follow-up or a survey leads to, on the server we are looking at. */
export function answerPath(mail: Mail): string | undefined {
  return /\/(?:p\/follow-up|s\/i)\/[\w-]{43}/.exec(mail.text)?.[0];
}
