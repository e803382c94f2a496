import type { ReactNode } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { Go } from '../../parts/Go.tsx';
import { When } from '../../parts/When.tsx';
import { type CustomerSheet, valueNames } from './customers.ts';
import { useCustomersWords } from './messages.ts';

/** Contact, value, and every attribute a source told, under the source's own name for it. */
export function CustomerFacts({ sheet }: { sheet: CustomerSheet }) {
  const words = useCustomersWords();
  const format = useFormat();
  const { customer, account, contacts } = sheet;
  const attributes = Object.entries(customer.attributes);
  const value = attributes.find(([name, amount]) => valueNames.test(name) && typeof amount === 'number');
  const facts: [string, ReactNode][] = [
    [words.value, value ? format.money(Number(value[1])) : null],
    [
      words.phone,
      customer.phone ? (
        <a key="phone" href={`tel:${customer.phone}`}>
          {customer.phone}
        </a>
      ) : null,
    ],
    [
      words.email,
      customer.email ? (
        <a key="email" href={`mailto:${customer.email}`}>
          {customer.email}
        </a>
      ) : null,
    ],
    [
      words.account,
      account ? (
        <Go key="account" to={`/customers/${account.id}`}>
          {account.name ?? words.unnamed}
        </Go>
      ) : null,
    ],
    [words.lastSeen, customer.lastSeenAt ? <When key="seen" at={customer.lastSeenAt} /> : null],
    ...attributes
      .filter(([name]) => name !== value?.[0])
      .map(([name, told]): [string, ReactNode] => [
        name.replaceAll('_', ' '),
        told === null ? null : String(told),
      ]),
  ];
  return (
    <div className="stack">
      <Card title={words.who}>
        <Facts facts={facts} />
      </Card>
      {contacts.length > 0 ? (
        <Card title={words.contacts}>
          <Facts
            facts={contacts.map((one) => [
              one.name ?? words.unnamed,
              <Go key={one.id} to={`/customers/${one.id}`}>
                {one.email ?? words.unnamed}
              </Go>,
            ])}
          />
        </Card>
      ) : null}
    </div>
  );
}
