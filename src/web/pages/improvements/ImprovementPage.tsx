import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../api/api.ts';
import { useMay, useMe } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Card, CardRow } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Face } from '../../parts/Face.tsx';
import { Facts } from '../../parts/Facts.tsx';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { PageHeader } from '../../parts/PageHeader.tsx';
import { useParam } from '../../parts/useUrl.ts';
import { When } from '../../parts/When.tsx';
import styles from './Improvement.module.css';
import { type Improvement, type LinkedCase, stateTones } from './improvements.ts';
import { useImprovementWords } from './messages.ts';

/** One improvement: what, why, whose, what they say, and the cases that show why. */
export function ImprovementPage() {
  const id = useParam('improvementId');
  const found = useApi<Improvement>(['improvements', id], `/improvements/${id}`);
  return <Loaded query={found}>{(one) => <One one={one} />}</Loaded>;
}

function One({ one }: { one: Improvement }) {
  const words = useImprovementWords();
  const me = useMe().person.id;
  const may = useMay('ownership:write');
  return (
    <>
      <PageHeader
        title={one.title}
        above={<Go to="/improvements">{words.title}</Go>}
        beside={<Face person={one.owner} size="l" />}
        sentence={
          <>
            <Chip tone={stateTones[one.state]}>{words.states[one.state]}</Chip> {words.says(one)}
          </>
        }
      />
      <div className={styles.page}>
        <div className="stack">
          <Card title={words.why}>
            <p className={styles.text}>{one.hypothesis}</p>
            <Facts
              facts={[
                [words.pattern, one.pattern],
                [words.touchpoint, one.touchpoint?.name],
                [words.metric, one.metric?.name],
                [words.owner, one.owner.name],
                [words.proposedBy, one.proposedBy.name],
                { term: words.proposedAt, value: <When at={one.proposedAt} /> },
                [words.reason, one.answer?.reason],
              ]}
            />
          </Card>
          {one.owner.id === me || may ? <Answer key={one.state} one={one} /> : null}
        </div>
        <Linked one={one} />
      </div>
    </>
  );
}

function Answer({ one }: { one: Improvement }) {
  const words = useImprovementWords();
  const [reason, setReason] = useState('');
  const save = useChange<'accepted' | 'declined', Improvement>({
    call: (answer) => api.post(`/improvements/${one.id}/answers`, { answer, reason: reason.trim() || null }),
    touches: [['improvements']],
    said: words.answered,
    quiet: true,
  });
  return (
    <Card title={words.answer}>
      <div className={styles.form}>
        <Textarea
          label={words.reason}
          description={words.reasonHint}
          autosize
          minRows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={save.error?.field('reason') ?? save.error?.detail}
        />
        <div className="row">
          <Button
            variant="filled"
            disabled={one.state === 'accepted'}
            loading={save.isPending}
            onClick={() => save.mutate('accepted')}
          >
            {words.accept}
          </Button>
          <Button
            disabled={one.state === 'declined' || reason.trim().length < 3}
            loading={save.isPending}
            onClick={() => save.mutate('declined')}
          >
            {words.decline}
          </Button>
        </div>
      </div>
    </Card>
  );
}

function Linked({ one }: { one: Improvement }) {
  const words = useImprovementWords();
  const may = useMay('case:work');
  const linked = useApi<{ items: LinkedCase[] }>(
    ['improvements', one.id, 'cases'],
    `/improvements/${one.id}/cases`,
    {
      query: { limit: 100 },
    },
  );
  const unlink = useChange<string>({
    call: (id) => api.del(`/improvements/${one.id}/cases/${id}`),
    touches: [['improvements']],
    said: words.unlinked,
    undo: (_, id) => api.post(`/improvements/${one.id}/cases`, { caseIds: [id] }),
  });
  return (
    <Card title={words.linked} aside={words.cases(one.cases)}>
      <Loaded query={linked}>
        {({ items }) =>
          items.length === 0 ? (
            <p className="muted">{words.noCase}</p>
          ) : (
            items.map((each) => (
              <CardRow
                key={each.id}
                action={
                  may ? (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={words.unlinkCase(each.number)}
                      onClick={() => unlink.mutate(each.id)}
                    >
                      {words.unlink}
                    </Button>
                  ) : null
                }
              >
                <Go to={`/inbox/${each.id}`}>{each.customer ?? `#${each.number}`}</Go>{' '}
                <span className="muted">{each.reason}</span>
                {each.quote ? <div className="quote">“{each.quote}”</div> : null}
              </CardRow>
            ))
          )
        }
      </Loaded>
    </Card>
  );
}
