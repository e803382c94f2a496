import type { WebhookProvider } from '../../collect/conventions/hooks/provider.ts';
import { hmac, mustBeRecent, mustMatch } from '../../collect/conventions/hooks/signature.ts';

/** Event webhooks: tickets and users. A webhook of a trigger sends what its author wrote; then the mapping follows that. */
export const zendeskWebhook: WebhookProvider = {
  kind: 'zendesk',
  name: 'Zendesk',
  secret: 'required',
  where: 'In the Admin Center at the webhook: Actions → Show details → Reveal secret.',
  verify({ body, header, secret, now }) {
    const signedAt = header('x-zendesk-webhook-signature-timestamp') ?? '';
    const of = Buffer.concat([Buffer.from(signedAt), body]);
    mustMatch(
      [header('x-zendesk-webhook-signature')],
      hmac({ algorithm: 'sha256', encoding: 'base64', secret, of }),
    );
    mustBeRecent(Date.parse(signedAt) / 1000, { now });
  },
  key: (event) => (event as Event | null)?.id,
  happened: (event) => (event as Event | null)?.time,
  starter: {
    yields: [
      {
        type: 'identity',
        when: { column: 'type', is: ['zen:event-type:user.created', 'zen:event-type:user.details_changed'] },
        key: 'detail.id',
        name: 'detail.name',
        email: 'detail.email',
      },
      {
        type: 'interaction',
        kind: 'type',
        who: { column: 'detail.requester_id' },
        at: 'onus.at',
        summary: 'detail.subject',
        attributes: { subject: 'subject', status: 'detail.status', channel: 'detail.via.channel' },
      },
      {
        type: 'response',
        when: { column: 'event.current.score', is: ['good', 'bad'] },
        who: 'detail.requester_id',
        metric: '=csat',
        value: { column: 'event.current.score', words: { good: 5, bad: 1 } },
        comment: 'event.current.comment',
        at: 'onus.at',
      },
    ],
  },
  example: {
    account_id: 12345,
    id: '7f3c0d52-example',
    type: 'zen:event-type:ticket.created',
    time: '2026-03-01T10:00:00Z',
    zendesk_event_version: '2022-11-06',
    subject: 'zen:ticket:35436',
    detail: {
      id: '35436',
      requester_id: '8847',
      subject: 'Where is my technician?',
      status: 'OPEN',
      via: { channel: 'web' },
    },
    event: {},
  },
};

interface Event {
  id?: string;
  time?: string;
}
