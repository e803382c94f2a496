import { ActionIcon, Button, Menu } from '@mantine/core';
import { IconDots, IconUserOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { useErasedWords } from '../../parts/erased.messages.ts';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useParam } from '../../parts/useUrl.ts';
import { CustomerAdvocate } from '../stepIn/CustomerAdvocate.tsx';
import styles from './Customer.module.css';
import { CustomerFacts } from './CustomerFacts.tsx';
import { CustomerTimeline } from './CustomerTimeline.tsx';
import type { CustomerSheet, OwedCase } from './customers.ts';
import { EraseDialog } from './EraseDialog.tsx';
import { useEraseWords } from './erase.messages.ts';
import { MergeDialog } from './MergeDialog.tsx';
import { Merges } from './Merges.tsx';
import { useCustomersWords } from './messages.ts';
import { OpenCaseDialog } from './OpenCaseDialog.tsx';
import { Owed } from './Owed.tsx';
import { Records } from './Records.tsx';

/** One customer: who, how we know, what we owe them, and one line of everything. */
export function Customer() {
  const id = useParam('customerId');
  const page = useApi<CustomerSheet>(['customers', id], `/customers/${id}`, { keep: false });
  return (
    <Loaded query={page}>
      {(data) =>
        data.customer.erased ? (
          <ErasedSheet key={data.customer.id} sheet={data} />
        ) : (
          <Sheet key={data.customer.id} sheet={data} />
        )
      }
    </Loaded>
  );
}

/** Nobody any more: when, by whom and why, and what still is counted. */
function ErasedSheet({ sheet }: { sheet: CustomerSheet }) {
  const words = useCustomersWords();
  const say = useEraseWords();
  const format = useFormat();
  const { customer } = sheet;
  const { erased } = customer;
  const cases = useApi<{ items: OwedCase[] }>(['customers', customer.id, 'cases'], '/cases', {
    query: { customer: customer.id, include: 'messages', sort: '-opened', limit: 200 },
    when: useMay('case:read'),
  });
  return (
    <>
      <PageHeader
        title={useErasedWords().customer}
        sentence={
          erased ? `${say.erased(format.date(erased.at), erased.by)} ${say.reason(erased.reason)}` : undefined
        }
      />
      <Card title={words.timeline}>
        <CustomerTimeline customerId={customer.id} cases={cases.data?.items ?? []} />
      </Card>
    </>
  );
}

function Sheet({ sheet }: { sheet: CustomerSheet }) {
  const words = useCustomersWords();
  const format = useFormat();
  const mayWork = useMay('case:work');
  const mayWrite = useMay('customer:write');
  const mayErase = useMay('customer:erase');
  const say = useEraseWords();
  const [asking, ask] = useState<'case' | 'merge' | 'erase'>();
  const { customer } = sheet;
  const mayRead = useMay('case:read');
  const cases = useApi<{ items: OwedCase[] }>(['customers', customer.id, 'cases'], '/cases', {
    query: { customer: customer.id, include: 'messages', sort: '-opened', limit: 200 },
    when: mayRead,
    live: true,
  });
  const owed = cases.data?.items ?? [];
  const open = owed.filter((one) => one.state === 'open');
  const sources = new Set(sheet.identities.map((one) => one.source)).size;
  return (
    <>
      <PageHeader
        title={customer.name ?? words.unnamed}
        beside={customer.kind === 'account' ? <Chip tone="accent">{words.kinds.account}</Chip> : undefined}
        sentence={`${words.since(format.date(customer.since), sources)} ${cases.data ? words.owe(open.length) : ''}`}
        actions={
          <>
            {mayWrite ? <Button onClick={() => ask('merge')}>{words.merge}</Button> : null}
            {mayWork ? (
              <Button variant="filled" onClick={() => ask('case')}>
                {words.openCase}
              </Button>
            ) : null}
            {mayErase ? (
              <Menu position="bottom-end">
                <Menu.Target>
                  <ActionIcon size="lg" variant="default" aria-label={say.more}>
                    <IconDots size={17} aria-hidden />
                  </ActionIcon>
                </Menu.Target>
                <Menu.Dropdown>
                  <Menu.Item leftSection={<IconUserOff size={15} aria-hidden />} onClick={() => ask('erase')}>
                    {say.erase}
                  </Menu.Item>
                </Menu.Dropdown>
              </Menu>
            ) : null}
          </>
        }
      />
      <div className={styles.columns}>
        <Card title={words.timeline}>
          <CustomerTimeline customerId={customer.id} cases={owed} />
        </Card>
        <div className="stack">
          {/* Until the cases are here, nobody says that nothing is owed. */}
          {cases.data ? <CustomerAdvocate customerId={customer.id} open={open} /> : null}
          {cases.data ? <Owed cases={open} /> : null}
          <CustomerFacts sheet={sheet} />
          <Records sheet={sheet} />
          <Merges sheet={sheet} />
        </div>
      </div>
      <OpenCaseDialog customerId={customer.id} open={asking === 'case'} close={() => ask(undefined)} />
      <MergeDialog customerId={customer.id} open={asking === 'merge'} close={() => ask(undefined)} />
      <EraseDialog customerId={customer.id} open={asking === 'erase'} close={() => ask(undefined)} />
    </>
  );
}
