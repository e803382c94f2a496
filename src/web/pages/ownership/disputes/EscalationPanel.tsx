import { Loaded } from '../../../parts/Loaded.tsx';
import { SidePanel } from '../../../parts/Panel.tsx';
import { AnswerForm } from './AnswerForm.tsx';
import styles from './Disputes.module.css';
import { useEscalations } from './disputes.ts';
import { Steps } from './EscalationSteps.tsx';
import { useDisputesWords } from './messages.ts';

/** One matter on the ladder with its steps, and the answer where it is mine to give. `?escalation=<id>`. */
export function EscalationPanel({ id, close }: { id: string; close: () => void }) {
  const words = useDisputesWords();
  const query = useEscalations();
  const matter = query.data?.items.find((one) => one.id === id);
  return (
    <SidePanel open close={close} title={matter?.title ?? ''} size="md">
      <Loaded query={query}>
        {() =>
          matter ? (
            <div className={styles.panel}>
              <p className="muted">
                {[
                  words.kinds[matter.kind],
                  words.days(matter.daysWaiting),
                  ...matter.departments.map((one) => one.name),
                ].join(' · ')}
              </p>
              {matter.mine ? <AnswerForm matter={matter} done={close} /> : null}
              <Steps matter={matter} />
            </div>
          ) : (
            <p className="muted">{words.noLadder}</p>
          )
        }
      </Loaded>
    </SidePanel>
  );
}
