import { Button } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useRouterState } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { CasePresence } from '../../live/CasePresence.tsx';
import { Card } from '../../parts/Card.tsx';
import { Chip } from '../../parts/Chip.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { useErasedWords } from '../../parts/erased.messages.ts';
import { Go } from '../../parts/Go.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useParam } from '../../parts/useUrl.ts';
import { CaseComplaint } from '../complaints/CaseComplaint.tsx';
import { CaseImprovements } from '../improvements/CaseImprovements.tsx';
import { CaseIncident } from '../incidents/CaseIncident.tsx';
import { CaseThanks } from '../recognition/CaseThanks.tsx';
import { CaseRecovery } from '../recovery/CaseRecovery.tsx';
import { CaseAdvocate } from '../stepIn/CaseAdvocate.tsx';
import { CaseTime } from '../stepIn/CaseTime.tsx';
import styles from './Case.module.css';
import { CaseClocks } from './CaseClocks.tsx';
import { CaseDesk } from './CaseDesk.tsx';
import { CaseDispute } from './CaseDispute.tsx';
import { CaseFacts } from './CaseFacts.tsx';
import { CaseHolders } from './CaseHolders.tsx';
import { CaseOffer } from './CaseOffer.tsx';
import { CaseRelated } from './CaseRelated.tsx';
import { CaseScheduled } from './CaseScheduled.tsx';
import { CaseStory } from './CaseStory.tsx';
import { CaseTags } from './CaseTags.tsx';
import { useCaseWords } from './case.messages.ts';
import { type Case as CaseShape, useCase } from './cases.ts';
import { CaseAround } from './desk/CaseAround.tsx';
import { CaseLibrary } from './desk/CaseLibrary.tsx';
import { CaseSteps } from './desk/CaseSteps.tsx';
import { CaseWorked } from './desk/CaseWorked.tsx';
import { useInboxWords } from './messages.ts';
import { useReasons } from './reasons.ts';

/** One customer's trouble: what they said, what to do, who has it, and everything that was done. */
export function Case() {
  const id = useParam('caseId');
  const query = useCase(id);
  return <Loaded query={query}>{(data) => <CaseSheet key={data.id} case={data} />}</Loaded>;
}

function CaseSheet({ case: one }: { case: CaseShape }) {
  const words = useInboxWords();
  const say = useCaseWords();
  const { caseReason } = useReasons();
  const search = useRouterState({ select: (state) => state.location.searchStr });
  const heading = useRef<HTMLHeadingElement>(null);
  const erased = useErasedWords();
  const name = one.customer.erased ? erased.customer : (one.customer.name ?? words.unnamed);
  useEffect(() => {
    document.title = `${name} · Onus`;
  }, [name]);
  return (
    <article className={styles.sheet} data-case={one.id}>
      <div className={styles.back}>
        <Button
          component={Go}
          to={`/inbox${search}`}
          variant="subtle"
          size="compact-sm"
          leftSection={<IconArrowLeft size={16} />}
        >
          {words.back}
        </Button>
      </div>
      <Card>
        <header className={styles.head}>
          <div className={styles.title}>
            <h2 ref={heading} tabIndex={-1} data-arrival>
              {one.customer.sources.length > 0 ? <Go to={`/customers/${one.customer.id}`}>{name}</Go> : name}
              <span className="dim"> #{one.number}</span>
            </h2>
            <p className="muted">
              {caseReason(one)}
              {one.place ? (
                <span className="tiny">
                  {' '}
                  · {one.place.journey} › {one.place.phase}
                </span>
              ) : null}
            </p>
          </div>
          <div className={styles.chips}>
            {one.state === 'open' ? (
              <Deadline at={one.dueAt} />
            ) : (
              <Chip tone={one.state === 'confirmed' ? 'good' : 'few'}>{words.state[one.state]}</Chip>
            )}
            {one.urgent && one.state === 'open' ? <Chip tone="bad">{words.urgent}</Chip> : null}
            {one.told ? <Chip tone="good">{words.told}</Chip> : null}
          </div>
        </header>
        <CasePresence key={one.id} caseId={one.id} />
        <CaseTags case={one} />
        {one.quote ? <blockquote className={styles.quote}>{one.quote}</blockquote> : null}
        {one.confirmed && !one.confirmed.helped && one.state === 'open' ? (
          <p className={styles.denied} role="note">
            {say.denied}
            {one.confirmed.comment ? (
              <span className="quote">
                {' '}
                <q>{one.confirmed.comment}</q>
              </span>
            ) : null}
          </p>
        ) : null}
        {one.confirmed?.helped && one.state === 'open' && one.told ? (
          <p className={styles.good}>{say.confirmedOpen}</p>
        ) : null}
        <CaseIncident caseId={one.id} />
        <CaseAdvocate case={one} />
        <CaseDispute case={one} />
        <CaseOffer case={one} />
        {one.clocks.length > 0 ? <CaseClocks case={one} /> : null}
        <CaseScheduled caseId={one.id} />
        {one.customer.erased ? (
          <p className="muted" role="note">
            {erased.case}
          </p>
        ) : (
          <CaseDesk case={one} />
        )}
      </Card>
      <CaseComplaint case={one} />
      <div className={styles.columns}>
        <div className="stack">
          <Card title={say.story}>
            <CaseStory case={one} />
          </Card>
          <CaseLibrary caseId={one.id} />
          <CaseWorked caseId={one.id} />
        </div>
        <div className="stack">
          <CaseSteps caseId={one.id} />
          <Card title={say.whoTheyAre}>
            <CaseFacts case={one} />
          </Card>
          <Card title={say.holder}>
            <CaseHolders case={one} />
          </Card>
          <CaseRelated case={one} />
          <CaseAround caseId={one.id} customerId={one.customer.id} />
          <CaseImprovements caseId={one.id} />
          <CaseRecovery case={one} />
          <CaseTime caseId={one.id} />
          <CaseThanks case={one} />
        </div>
      </div>
    </article>
  );
}
