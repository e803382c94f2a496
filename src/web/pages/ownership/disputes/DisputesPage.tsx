import { Button } from '@mantine/core';
import { Card } from '../../../parts/Card.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';
import { OwnershipNav } from '../../../parts/OwnershipNav.tsx';
import { PageHeader } from '../../../parts/PageHeader.tsx';
import { useUrl } from '../../../parts/useUrl.ts';
import { AskForm } from './AskForm.tsx';
import { DisputePanel } from './DisputePanel.tsx';
import { DisputeRow } from './DisputeRow.tsx';
import styles from './Disputes.module.css';
import { useDisputes } from './disputes.ts';
import { EscalationPanel } from './EscalationPanel.tsx';
import { Ladder } from './Ladder.tsx';
import { useDisputesWords } from './messages.ts';
import { Rulings } from './Rulings.tsx';

/** Settled ones shown; the others stand with their cases. */
const lately = 12;

/** Whose it is, where that is disputed: mine to answer or rule first, then all; what was ruled routes until its review. */
export function DisputesPage() {
  const words = useDisputesWords();
  const [url, setUrl] = useUrl();
  const query = useDisputes();
  const all = query.data?.items ?? [];
  const open = all.filter((one) => !one.endedAt);
  const mine = open.filter((one) => one.may.answer || one.may.rule);
  const others = open.filter((one) => !mine.includes(one));
  const ended = all.filter((one) => one.endedAt && one.state !== 'withdrawn').slice(0, lately);
  const chosen = all.find((one) => one.id === url.dispute);
  return (
    <>
      <PageHeader
        title={words.title}
        sentence={query.data ? words.sentence(open.length, mine.length) : undefined}
        actions={<Button onClick={() => setUrl({ ask: 'open' }, { push: true })}>{words.ask}</Button>}
      />
      <OwnershipNav />
      <div className={styles.page}>
        <div className="stack">
          {mine.length > 0 ? (
            <Card title={words.mine}>
              {mine.map((one) => (
                <DisputeRow key={one.id} dispute={one} />
              ))}
            </Card>
          ) : null}
          <Card title={words.open}>
            <Loaded query={query}>
              {() =>
                others.length === 0 ? (
                  <p className="muted">{mine.length > 0 ? words.noneOther : words.noneOpen}</p>
                ) : (
                  others.map((one) => <DisputeRow key={one.id} dispute={one} />)
                )
              }
            </Loaded>
          </Card>
          <Card title={words.ended}>
            {query.data && ended.length === 0 ? <p className="muted">{words.noneEnded}</p> : null}
            {ended.map((one) => (
              <DisputeRow key={one.id} dispute={one} />
            ))}
          </Card>
        </div>
        <div className="stack">
          <Ladder />
          <Rulings />
        </div>
      </div>
      {chosen ? <DisputePanel dispute={chosen} close={() => setUrl({ dispute: undefined })} /> : null}
      {url.escalation ? (
        <EscalationPanel id={url.escalation} close={() => setUrl({ escalation: undefined })} />
      ) : null}
      {url.ask ? <AskForm close={() => setUrl({ ask: undefined })} /> : null}
    </>
  );
}
