import { Button } from '@mantine/core';
import { useState } from 'react';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import type { Case } from '../inbox/cases.ts';
import { GivenRow } from './GivenRow.tsx';
import { useRecoveryWords } from './messages.ts';
import { useMinor } from './money.ts';
import { RedressForm } from './RedressForm.tsx';
import { type Given, useGiven } from './recovery.ts';

/** What this customer was given to put it right, and what I may give now. */
export function CaseRecovery({ case: one }: { case: Case }) {
  const words = useRecoveryWords();
  const minor = useMinor();
  const format = useFormat();
  const [giving, give] = useState(false);
  const { data } = useGiven(one.id);
  if (!data || (data.items.length === 0 && data.left === null)) return null;
  const mayGive = data.left !== null && (data.left > 0 || data.approver !== null);
  return (
    <Card title={words.card} aside={data.given > 0 ? minor(data.given, data.currency) : undefined}>
      {data.items.length === 0 ? (
        <p className="tiny muted" style={{ margin: 0 }}>
          {words.nothing}
        </p>
      ) : null}
      {data.items.map((item) => (
        <GivenRow key={item.id} item={item} format={format} />
      ))}
      {data.left !== null ? <Room data={data} /> : null}
      {mayGive && !giving ? (
        <Button onClick={() => give(true)} mt={10}>
          {words.give}
        </Button>
      ) : null}
      {mayGive && giving ? <RedressForm caseId={one.id} room={data} done={() => give(false)} /> : null}
    </Card>
  );
}

function Room({ data }: { data: Given }) {
  const words = useRecoveryWords();
  const minor = useMinor();
  const left = data.left ?? 0;
  const first =
    data.limits === null
      ? words.noBudget
      : left > 0
        ? words.left(minor(left, data.currency))
        : words.noneLeft;
  return (
    <p className="tiny muted" style={{ margin: '10px 0 0' }}>
      {first} {data.limits && data.narrowest ? words.narrowest[data.narrowest] : ''}{' '}
      {data.approver ? words.askMore(data.approver.name) : ''}
    </p>
  );
}
