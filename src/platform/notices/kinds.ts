export const noticeKinds = [
  'case_opened',
  'case_offered',
  'case_answered',
  'deadline_near',
  'breach',
  'escalated',
  'customer_replied',
  'mail_returned',
  'ruling',
  'mention',
  'recognition',
  'incident',
  'complaint',
  'cover',
  'ownership',
  'round',
  'access',
  'source',
  'connection',
] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const mailWays = ['at_once', 'digest', 'never'] as const;

/** How a notice reaches a person. */
export interface Channels {
  inApp: boolean;
  /** Only where the browser was allowed to; nothing asks for that by itself. */
  desktop: boolean;
  mail: (typeof mailWays)[number];
}

const everything: Channels = { inApp: true, desktop: true, mail: 'at_once' };
const calm: Channels = { inApp: true, desktop: false, mail: 'at_once' };

/** Until somebody chooses otherwise. What a customer or a colleague waits for comes at once. */
export const usual: Record<NoticeKind, Channels> = {
  case_opened: everything,
  case_offered: everything,
  case_answered: everything,
  deadline_near: everything,
  breach: everything,
  escalated: everything,
  customer_replied: everything,
  mail_returned: everything,
  ruling: everything,
  mention: everything,
  recognition: { inApp: true, desktop: false, mail: 'digest' },
  incident: everything,
  complaint: everything,
  cover: calm,
  ownership: calm,
  round: calm,
  access: calm,
  source: calm,
  connection: calm,
};

/** What passes quiet hours where the person lets urgent things through, whatever it is about. */
export const urgentKinds = new Set<NoticeKind>(['breach', 'escalated', 'incident']);
