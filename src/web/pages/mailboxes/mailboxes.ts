import type {
  IncomingMail as IncomingShape,
  Mailbox as MailboxShape,
  MailboxTried,
} from '../../../collect/mailIn/mailbox.ts';
import { useApi } from '../../api/useApi.ts';
import type { Wire } from '../../api/wire.ts';

export type Mailbox = Wire<MailboxShape>;
export type IncomingMail = Wire<IncomingShape>;
export type Tried = Wire<MailboxTried>;

export interface MailboxList {
  items: Mailbox[];
  receiverPort: number | null;
}

export const useMailboxes = () => useApi<MailboxList>(['mailboxes'], '/mailboxes', { live: true });

export function useMails(id: string, how: { failed: boolean; limit: number }) {
  return useApi<{ items: IncomingMail[]; next: string | null }>(
    ['mailboxes', id, 'mails'],
    `/mailboxes/${id}/mails`,
    { live: true, query: { limit: how.limit, ...(how.failed ? { failed: true } : {}) } },
  );
}
