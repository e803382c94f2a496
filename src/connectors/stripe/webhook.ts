import type { WebhookProvider } from '../../collect/conventions/hooks/provider.ts';
import { hmac, mustBeRecent, mustMatch } from '../../collect/conventions/hooks/signature.ts';

const PEOPLE = ['customer.created', 'customer.updated'];
const WRONG = ['invoice.payment_failed', 'charge.failed', 'payment_intent.payment_failed'];

const payment = {
  type: 'interaction' as const,
  kind: 'type',
  who: 'data.object.customer',
  at: 'onus.at',
  // Amounts come in the smallest unit of the currency.
  value: { column: 'data.object.amount_due', times: 0.01 },
  attributes: { object: 'data.object.id', currency: 'data.object.currency' },
};

/** Payments, invoices, subscriptions: who is Stripe's customer, what is the event's type. */
export const stripe: WebhookProvider = {
  kind: 'stripe',
  name: 'Stripe',
  secret: 'required',
  where: 'The signing secret (whsec_…) of the endpoint, in Stripe under Developers → Webhooks.',
  verify({ body, header, secret, now }) {
    // t=<seconds>,v1=<hex>,v1=<hex>: several while a secret is being changed.
    const parts = (header('stripe-signature') ?? '').split(',').map((part) => part.trim().split('='));
    const values = (name: string) => parts.filter(([key]) => key === name).map(([, value]) => value);
    const [t = ''] = values('t');
    const of = Buffer.concat([Buffer.from(`${t}.`), body]);
    mustMatch(values('v1'), hmac({ algorithm: 'sha256', encoding: 'hex', secret, of }));
    mustBeRecent(Number(t || Number.NaN), { now });
  },
  key: (event) => (event as Event | null)?.id,
  happened: (event) => (event as Event | null)?.created,
  starter: {
    yields: [
      {
        type: 'identity',
        when: { column: 'type', is: PEOPLE },
        key: 'data.object.id',
        name: 'data.object.name',
        email: 'data.object.email',
        phone: 'data.object.phone',
      },
      { ...payment, when: { column: 'type', not: [...PEOPLE, ...WRONG] } },
      { ...payment, when: { column: 'type', is: WRONG }, failed: '=true' },
    ],
  },
  example: {
    id: 'evt_1QxExample',
    object: 'event',
    type: 'invoice.payment_failed',
    created: 1772359200,
    livemode: true,
    data: {
      object: {
        id: 'in_1QxExample',
        object: 'invoice',
        customer: 'cus_Example',
        amount_due: 4990,
        currency: 'eur',
        attempt_count: 1,
      },
    },
  },
};

interface Event {
  id?: string;
  created?: number;
}
