import type { EventMapping } from '../../collect/conventions/eventMapping.ts';
import type { WebhookProvider } from '../../collect/conventions/hooks/provider.ts';
import { hmac, mustBeRecent, mustMatch } from '../../collect/conventions/hooks/signature.ts';

const starter: EventMapping = {
  yields: [
    {
      type: 'identity',
      when: { column: 'data.customer.id' },
      key: 'data.customer.id',
      name: 'data.customer.name',
      email: 'data.customer.email',
    },
    {
      type: 'interaction',
      when: { column: 'type' },
      kind: 'type',
      who: 'data.customer.id',
      at: 'onus.at',
    },
  ],
};

const example = {
  type: 'order.delivered',
  timestamp: '2026-03-01T10:00:00Z',
  data: { order: 'A-1007', customer: { id: '4711', name: 'Ines Albrecht', email: 'ines@kunde.example' } },
};

const happened = (event: unknown): string | undefined => (event as { timestamp?: string } | null)?.timestamp;

/** Webhooks signed as the Standard Webhooks specification says: id, time and content together. */
export const standardWebhooks: WebhookProvider = {
  kind: 'standard',
  name: 'Standard Webhooks',
  secret: 'required',
  where: 'The endpoint’s secret at the sender; it begins with whsec_.',
  verify({ body, header, secret, now }) {
    const [id, seconds] = [header('webhook-id') ?? '', header('webhook-timestamp') ?? ''];
    const of = Buffer.concat([Buffer.from(`${id}.${seconds}.`), body]);
    const key = Buffer.from(secret.replace(/^whsec_/, ''), 'base64');
    // Several, separated by spaces, while a secret is being changed.
    const given = (header('webhook-signature') ?? '').split(' ');
    mustMatch(given, `v1,${hmac({ algorithm: 'sha256', encoding: 'base64', secret: key, of })}`);
    mustBeRecent(Number(seconds || Number.NaN), { now });
  },
  key: (_event, header) => header('webhook-id'),
  happened,
  starter,
  example,
};

/** An HMAC-SHA256 of the body in one of the headers that most systems use, as hex or base64. */
export const signedWebhook: WebhookProvider = {
  kind: 'hmac',
  name: 'Any system, signed (HMAC)',
  secret: 'required',
  where:
    'The same secret as at the sender. The signature is looked for in X-Signature, X-Signature-256, X-Hub-Signature-256 and X-Webhook-Signature.',
  verify({ body, header, secret }) {
    const given = ['x-signature', 'x-signature-256', 'x-hub-signature-256', 'x-webhook-signature'].map(
      (name) => header(name)?.replace(/^sha256=/i, ''),
    );
    const hex = hmac({ algorithm: 'sha256', encoding: 'hex', secret, of: body });
    const isHex = given.some((one) => one !== undefined && /^[0-9a-f]{64}$/i.test(one));
    mustMatch(
      isHex ? given.map((one) => one?.toLowerCase()) : given,
      isHex ? hex : Buffer.from(hex, 'hex').toString('base64'),
    );
  },
  // No key from the headers: they are not signed, so a kept copy could come back under another one.
  happened,
  starter,
  example,
};

/** Nothing but the address: for senders that cannot sign. Whoever knows the address can write. */
export const anyWebhook: WebhookProvider = {
  kind: 'any',
  name: 'Any system, unsigned',
  secret: 'none',
  where: 'Nothing is signed; the address itself is the secret.',
  verify: () => undefined,
  happened,
  starter,
  example,
};
