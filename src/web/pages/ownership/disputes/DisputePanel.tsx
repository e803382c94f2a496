import { Button } from '@mantine/core';
import { Facts } from '../../../parts/Facts.tsx';
import { Go } from '../../../parts/Go.tsx';
import { SidePanel } from '../../../parts/Panel.tsx';
import { DisputeCourse } from '../../inbox/CaseDispute.tsx';
import styles from './Disputes.module.css';
import type { Dispute } from './disputes.ts';
import { EscalationSteps } from './EscalationSteps.tsx';
import { useDisputesWords } from './messages.ts';
import { RulingForm } from './RulingForm.tsx';

/** One dispute from the first word, and the ruling where it is mine to give. `?dispute=<id>`. */
export function DisputePanel({ dispute, close }: { dispute: Dispute; close: () => void }) {
  const words = useDisputesWords();
  const { ruling } = dispute;
  return (
    <SidePanel open close={close} title={words.dispute(dispute.case.number)} size="md">
      <div className={styles.panel}>
        <div>
          <b>{dispute.case.reason}</b>
          <DisputeCourse dispute={dispute} />
        </div>
        <div>
          <Button component={Go} to={`/inbox/${dispute.case.id}?view=all`}>
            {words.toCase}
          </Button>
        </div>
        {ruling ? (
          <Facts
            facts={[
              [words.owner, ruling.owner?.name],
              [words.cause, words.causes[ruling.cause]],
              [words.causedBy, ruling.causedBy?.name ?? words.nobody],
              [words.caughtBy, ruling.caughtBy?.name ?? words.nobody],
            ]}
          />
        ) : null}
        {dispute.may.rule ? <RulingForm dispute={dispute} done={close} /> : null}
        <EscalationSteps subject={dispute.id} settled={dispute.endedAt !== null} />
      </div>
    </SidePanel>
  );
}
