import type { Mailbox } from './mailboxes.ts';

/** A mailbox as the form holds it: text where people type. */
export interface Draft {
  way: 'imap' | 'smtp';
  name: string;
  addresses: string;
  host: string;
  port: string;
  tls: 'on' | 'starttls' | 'off';
  certificate: 'trusted' | 'any';
  user: string;
  password: string;
  folder: string;
  since: string;
  afterwards: 'leave' | 'seen' | 'flagged';
  every: string;
  metric: string;
  touchpoint: string;
  lines: { field: 'recipient' | 'subject' | 'sender'; contains: string; touchpoint: string }[];
  contact: boolean;
  replies: boolean;
}

export const blank: Draft = {
  way: 'imap',
  name: '',
  addresses: '',
  host: '',
  port: '993',
  tls: 'on',
  certificate: 'trusted',
  user: '',
  password: '',
  folder: 'INBOX',
  since: '',
  afterwards: 'leave',
  every: '5',
  metric: '',
  touchpoint: '',
  lines: [],
  contact: true,
  replies: false,
};

export function fromMailbox(box: Mailbox): Draft {
  const { settings, rules } = box;
  const server =
    'host' in settings
      ? {
          host: settings.host,
          port: String(settings.port),
          tls: settings.tls,
          certificate: settings.certificate,
          user: settings.user,
          folder: settings.folder,
          since: settings.since ?? '',
          afterwards: settings.afterwards,
        }
      : {};
  return {
    ...blank,
    ...server,
    way: box.way,
    name: box.name,
    addresses: settings.addresses.join(', '),
    every: box.everyMinutes === null ? '' : String(box.everyMinutes),
    metric: rules.metric,
    touchpoint: rules.touchpoint ?? '',
    lines: rules.touchpoints,
    contact: rules.contact,
    replies: rules.replies,
  };
}

/** What is sent; `ca` is kept as it was, for the form does not show it. */
export function toInput(draft: Draft, of: { source: string; ca?: string | undefined }) {
  const common = {
    name: draft.name.trim(),
    source: of.source,
    rules: {
      metric: draft.metric,
      touchpoint: draft.touchpoint || null,
      touchpoints: draft.lines.filter(({ contains, touchpoint }) => contains.trim() && touchpoint),
      contact: draft.contact,
      replies: draft.replies,
    },
  };
  if (draft.way === 'smtp')
    return { way: 'smtp', ...common, settings: { addresses: listed(draft.addresses) } };
  return {
    way: 'imap',
    ...common,
    settings: serverOf(draft, of.ca),
    ...(draft.password ? { password: draft.password } : {}),
    everyMinutes: draft.every.trim() ? Number(draft.every) : null,
  };
}

export function serverOf(draft: Draft, ca: string | undefined) {
  return {
    addresses: listed(draft.addresses),
    host: draft.host.trim(),
    port: Number(draft.port),
    tls: draft.tls,
    certificate: draft.certificate,
    ...(ca ? { ca } : {}),
    user: draft.user.trim(),
    folder: draft.folder.trim() || 'INBOX',
    since: draft.since || null,
    afterwards: draft.afterwards,
  };
}

function listed(text: string): string[] {
  return text.split(/[\s,;]+/).filter(Boolean);
}
