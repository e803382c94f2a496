import { Button } from '@mantine/core';
import { useState } from 'react';
import { type Stage, stages } from '../../../close/complaints/names.ts';
import { useMay } from '../../api/me.ts';
import { useFormat } from '../../i18n/format.ts';
import { Card } from '../../parts/Card.tsx';
import { Deadline } from '../../parts/Deadline.tsx';
import { Facts } from '../../parts/Facts.tsx';
import type { Case } from '../inbox/cases.ts';
import { AcknowledgeForm } from './AcknowledgeForm.tsx';
import { ComplaintForm } from './ComplaintForm.tsx';
import { AssessForm, EscalateForm, ExtendForm, InvestigateForm, RedressForm } from './ComplaintForms.tsx';
import styles from './Complaints.module.css';
import { type Complaint, useComplaintOf, useLists } from './complaints.ts';
import { Escalations } from './Escalations.tsx';
import { useComplaintWords } from './messages.ts';
import { RespondForm } from './RespondForm.tsx';

/** The complaint that a case is: its stages, what its rule asks, what was found; or the way to make it one. */
export function CaseComplaint({ case: one }: { case: Case }) {
  const words = useComplaintWords();
  const may = useMay('case:work');
  const [making, setMaking] = useState(false);
  const found = useComplaintOf(one.id).data;
  if (!found) return null;
  if (found.complaint) return <Sheet complaint={found.complaint} />;
  if (!may || one.state !== 'open') return null;
  return (
    <Card title={words.card}>
      <p className="tiny muted">{words.isOne}</p>
      <Button size="compact-sm" onClick={() => setMaking(true)}>
        {words.make}
      </Button>
      {making ? (
        <ComplaintForm caseId={one.id} summary={one.quote ?? ''} close={() => setMaking(false)} />
      ) : null}
    </Card>
  );
}

type Step = 'acknowledge' | 'assess' | 'investigate' | 'redress' | 'respond' | 'extend' | 'escalate';
const nextStep: Partial<Record<Stage, Step>> = {
  received: 'acknowledge',
  acknowledged: 'assess',
  assessed: 'investigate',
  investigated: 'respond',
};

function Sheet({ complaint }: { complaint: Complaint }) {
  const words = useComplaintWords();
  const may = useMay('case:work');
  const [step, setStep] = useState<Step>();
  const answered = complaint.stage === 'answered' || complaint.stage === 'closed';
  const mayExtend =
    complaint.regime.mayExtend &&
    complaint.clocks.some((one) => one.clock === 'answer' && !one.metAt && !one.firstDueAt);
  const steps: Step[] = [
    ...(complaint.stage === 'received' ? (['acknowledge'] as const) : []),
    ...(answered ? [] : (['assess', 'investigate', 'redress', 'respond'] as const)),
    ...(mayExtend ? (['extend'] as const) : []),
    'escalate',
  ];
  const next =
    complaint.stage === 'investigated' && !complaint.redress ? 'redress' : nextStep[complaint.stage];
  const done = () => setStep(undefined);
  return (
    <Card title={`${words.card} ${complaint.reference}`} aside={complaint.regime.rule}>
      <Stages complaint={complaint} />
      <Clocks complaint={complaint} />
      <Found complaint={complaint} />
      <Escalations complaint={complaint} />
      {may ? (
        <div className={styles.actions}>
          {steps.map((one) => (
            <Button
              key={one}
              size="compact-md"
              variant={!step && one === next ? 'filled' : step === one ? 'light' : 'default'}
              aria-expanded={step === one}
              onClick={() => setStep(step === one ? undefined : one)}
            >
              {words.steps[one]}
            </Button>
          ))}
        </div>
      ) : null}
      {step === 'acknowledge' ? <AcknowledgeForm complaint={complaint} done={done} /> : null}
      {step === 'assess' ? <AssessForm complaint={complaint} done={done} /> : null}
      {step === 'investigate' ? <InvestigateForm complaint={complaint} done={done} /> : null}
      {step === 'redress' ? <RedressForm complaint={complaint} done={done} /> : null}
      {step === 'respond' ? <RespondForm complaint={complaint} done={done} /> : null}
      {step === 'extend' ? <ExtendForm complaint={complaint} done={done} /> : null}
      {step === 'escalate' ? <EscalateForm complaint={complaint} done={done} /> : null}
    </Card>
  );
}

function Stages({ complaint }: { complaint: Complaint }) {
  const words = useComplaintWords();
  const format = useFormat();
  const at = stages.indexOf(complaint.stage);
  const last = new Map(complaint.stages.map((one) => [one.stage, one]));
  return (
    <ol className={styles.stages} aria-label={words.stageOf(words.stages[complaint.stage], at + 1)}>
      {stages.map((stage, i) => {
        const one = i <= at ? last.get(stage) : undefined;
        return (
          <li
            key={stage}
            data-state={one ? (one.skipped ? 'skipped' : 'done') : 'ahead'}
            aria-current={i === at ? 'step' : undefined}
          >
            <b>{words.stages[stage]}</b>
            {one ? (
              <span className="tiny muted">
                {one.skipped ? words.skipped : format.date(one.at)}
                {one.person && !one.skipped ? ` · ${one.person.name}` : null}
                {one.reason ? ` · ${one.reason}` : null}
              </span>
            ) : null}
          </li>
        );
      })}
    </ol>
  );
}

function Clocks({ complaint }: { complaint: Complaint }) {
  const words = useComplaintWords();
  const format = useFormat();
  return (
    <div className={styles.clocks}>
      {complaint.clocks.map(({ clock, dueAt, metAt, firstDueAt }) => (
        <span key={clock}>
          <b>{words.clocks[clock]}</b>{' '}
          {metAt ? (
            <span className="tiny">{words.kept(metAt > dueAt, format.date(metAt))}</span>
          ) : (
            <>
              <Deadline at={dueAt} /> <span className="tiny muted">{format.date(dueAt)}</span>
            </>
          )}
          {firstDueAt ? (
            <span className="tiny muted"> · {words.extendedTo(format.date(firstDueAt))}</span>
          ) : null}
        </span>
      ))}
    </div>
  );
}

function Found({ complaint }: { complaint: Complaint }) {
  const words = useComplaintWords();
  const format = useFormat();
  const lists = useLists();
  const { severity, outcome, cause, causeTouchpoint, redress, wants, findings } = complaint;
  const money =
    redress?.amount !== null && redress?.amount !== undefined
      ? `${format.number(redress.amount)} ${redress.currency ?? ''}`
      : null;
  return (
    <Facts
      facts={[
        [
          words.facts.received,
          `${format.date(complaint.receivedAt)} · ${words.ways[complaint.receivedBy]}${complaint.anonymous ? ` · ${words.anonymous}` : ''}`,
        ],
        [words.facts.category, lists.nameOf('categories', complaint.category)],
        [words.facts.wants, wants],
        [words.facts.severity, severity ? words.severities[severity] : null],
        [words.facts.outcome, outcome ? words.outcomes[outcome] : null],
        [
          words.facts.cause,
          cause
            ? `${lists.nameOf('causes', cause)}${causeTouchpoint ? words.causeAt(causeTouchpoint.name) : ''}`
            : null,
        ],
        [words.facts.findings, findings],
        [words.facts.redress, redress ? [redress.what, money].filter(Boolean).join(' · ') : null],
      ]}
    />
  );
}
