import { Button } from '@mantine/core';
import { useState } from 'react';
import { useMay, useMe } from '../../api/me.ts';
import { Card } from '../../parts/Card.tsx';
import type { Case } from '../inbox/cases.ts';
import { useThanksWords } from './messages.ts';
import { useRecognitions } from './recognition.ts';
import { ThankSomebody } from './ThankSomebody.tsx';
import { ThanksItem } from './ThanksItem.tsx';

/** What is said about those who helped in this case; and the way to thank them, from the case itself. */
export function CaseThanks({ case: one }: { case: Case }) {
  const words = useThanksWords();
  const me = useMe();
  const may = useMay('case:read');
  const [thanking, thank] = useState(false);
  const stepped = one.holdings.some((held) => held.rung === 'stepped_in');
  const wanted = one.state !== 'open' || stepped;
  const thanked = useRecognitions('thanked', { caseId: one.id, when: wanted }).data?.items ?? [];
  const suggested = useRecognitions('suggested', { caseId: one.id, when: wanted }).data?.items ?? [];
  const others = one.holdings.filter((held) => held.person.id !== me.person.id);
  if (!wanted || (thanked.length + suggested.length === 0 && others.length === 0)) return null;
  return (
    <Card title={words.home}>
      {[...thanked, ...suggested].map((item) => (
        <ThanksItem key={item.id} item={item} />
      ))}
      {may && others.length > 0 ? <Button onClick={() => thank(true)}>{words.somebody}</Button> : null}
      {thanking ? (
        <ThankSomebody
          close={() => thank(false)}
          caseId={one.id}
          {...(others[0] ? { to: others[0].person.id } : {})}
        />
      ) : null}
    </Card>
  );
}
