import type { WebhookProvider } from '../../collect/conventions/hooks/provider.ts';
import { hmac, mustMatch } from '../../collect/conventions/hooks/signature.ts';

/** Conversations, and how they were rated. */
export const intercom: WebhookProvider = {
  kind: 'intercom',
  name: 'Intercom',
  secret: 'required',
  where: 'The client secret of your app, in Intercom’s Developer Hub under Basic information.',
  verify({ body, header, secret }) {
    const right = `sha1=${hmac({ algorithm: 'sha1', encoding: 'hex', secret, of: body })}`;
    mustMatch([header('x-hub-signature')], right);
  },
  key: (event) => (event as Notification | null)?.id,
  happened: (event) => (event as Notification | null)?.created_at,
  starter: {
    yields: [
      {
        type: 'identity',
        when: { column: 'data.item.source.author.type', is: ['user', 'lead', 'contact'] },
        key: 'data.item.source.author.id',
        name: 'data.item.source.author.name',
        email: 'data.item.source.author.email',
      },
      {
        type: 'interaction',
        when: { column: 'data.item.type', is: ['conversation'] },
        kind: 'topic',
        who: 'data.item.source.author.id',
        at: 'onus.at',
        summary: 'data.item.title',
        attributes: { conversation: 'data.item.id' },
      },
      {
        type: 'response',
        when: { column: 'topic', is: ['conversation.rating.added'] },
        who: 'data.item.source.author.id',
        metric: '=csat',
        value: 'data.item.conversation_rating.rating',
        comment: 'data.item.conversation_rating.remark',
        at: 'onus.at',
        attributes: { conversation: 'data.item.id' },
      },
    ],
  },
  example: {
    type: 'notification_event',
    id: 'notif_7d3c2f10-example',
    app_id: 'a1b2c3',
    topic: 'conversation.rating.added',
    created_at: 1772359200,
    data: {
      type: 'notification_event_data',
      item: {
        type: 'conversation',
        id: '147',
        title: 'Where is my order?',
        source: {
          author: { type: 'user', id: '63fd1', name: 'Ines Albrecht', email: 'ines@kunde.example' },
        },
        conversation_rating: { rating: 2, remark: 'Nobody could tell me.' },
      },
    },
  },
};

interface Notification {
  id?: string;
  created_at?: number;
}
