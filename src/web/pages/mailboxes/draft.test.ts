import { expect, test } from 'vitest';
import { MailboxInput } from '../../../collect/mailIn/mailbox.ts';
import { blank, type Draft, fromMailbox, toInput } from './draft.ts';
import type { Mailbox } from './mailboxes.ts';

const filled: Draft = {
  ...blank,
  name: ' Feedback ',
  addresses: 'a@h.example; b@h.example',
  host: 'imap.h.example',
  user: 'a@h.example',
  password: 'pw',
  metric: 'csat',
  lines: [
    { field: 'subject', contains: 'bill', touchpoint: 'billing' },
    { field: 'subject', contains: ' ', touchpoint: 'billing' },
  ],
};

test('what is filled in is a mailbox as the interface takes it, and reads back the same', () => {
  for (const way of ['imap', 'smtp'] as const) {
    const sent = MailboxInput.parse(toInput({ ...filled, way }, { source: 'mail', ca: 'PEM' }));
    expect(sent.settings.addresses).toEqual(['a@h.example', 'b@h.example']);
    expect(sent.rules.touchpoints).toHaveLength(1);
    const shown = { ...sent, everyMinutes: 5 } as unknown as Mailbox;
    const again = MailboxInput.parse(toInput(fromMailbox(shown), { source: 'mail', ca: 'PEM' }));
    // The password is never shown, so it is not sent again.
    expect({ ...again, password: 'pw' }).toEqual({ ...sent, password: 'pw' });
    expect('password' in again).toBe(false);
  }
});
