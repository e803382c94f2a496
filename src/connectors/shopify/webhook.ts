import { hash } from 'node:crypto';
import type { WebhookProvider } from '../../collect/conventions/hooks/provider.ts';
import { hmac, mustMatch } from '../../collect/conventions/hooks/signature.ts';

const WRONG = ['orders/cancelled', 'refunds/create'];

const order = {
  type: 'interaction' as const,
  kind: 'header.x-shopify-topic',
  who: 'customer.id',
  at: 'onus.at',
  value: 'total_price',
  attributes: { order: 'name', currency: 'currency', state: 'financial_status' },
};

/** Orders and refunds. What happened stands in a header, not in the body. */
export const shopify: WebhookProvider = {
  kind: 'shopify',
  name: 'Shopify',
  secret: 'required',
  where: 'Shown under Settings → Notifications → Webhooks; for an app it is the app’s client secret.',
  verify({ body, header, secret }) {
    mustMatch(
      [header('x-shopify-hmac-sha256')],
      hmac({ algorithm: 'sha256', encoding: 'base64', secret, of: body }),
    );
  },
  // Not by X-Shopify-Event-Id: only the body is signed, so a kept copy could come back under another one.
  key: (event, header) =>
    `${header('x-shopify-topic')?.slice(0, 60)} ${hash('sha256', JSON.stringify(event), 'hex').slice(0, 40)}`,
  happened: (event) => (event as { updated_at?: string; created_at?: string } | null)?.created_at,
  starter: {
    yields: [
      {
        type: 'identity',
        when: { column: 'customer.id' },
        key: 'customer.id',
        name: '{customer.first_name} {customer.last_name}',
        email: 'customer.email',
        phone: 'customer.phone',
        attributes: { country: 'customer.default_address.country_code' },
      },
      { ...order, when: { column: 'header.x-shopify-topic', not: WRONG } },
      { ...order, when: { column: 'header.x-shopify-topic', is: WRONG }, failed: '=true' },
    ],
  },
  example: {
    id: 820982911946154500,
    name: '#1007',
    created_at: '2026-03-01T10:00:00+01:00',
    currency: 'EUR',
    total_price: '59.80',
    financial_status: 'paid',
    customer: {
      id: 115310627314,
      first_name: 'Ines',
      last_name: 'Albrecht',
      email: 'ines@kunde.example',
      default_address: { country_code: 'DE' },
    },
  },
};
