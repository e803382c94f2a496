import { Checkbox } from '@mantine/core';
import type { CaseSteps as Steps } from '../../../../close/checklists/checklist.ts';
import { api } from '../../../api/api.ts';
import { useMay } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { useChange } from '../../../api/useChange.ts';
import type { Wire } from '../../../api/wire.ts';
import { Card } from '../../../parts/Card.tsx';
import { Chip } from '../../../parts/Chip.tsx';
import { When } from '../../../parts/When.tsx';
import { casesKey } from '../cases.ts';
import styles from './Desk.module.css';
import { useDeskWords } from './desk.messages.ts';

type All = Wire<Steps>;

/** What has to be done in a case of this kind; who ticked what, and when. Nothing where no list fits. */
export function CaseSteps({ caseId }: { caseId: string }) {
  const words = useDeskWords();
  const may = useMay('case:work');
  const steps = useApi<All>(['steps', caseId], `/cases/${caseId}/steps`, { live: true, keep: false });
  const set = useChange<{ id: string; done: boolean }, All>({
    call: ({ id, done }) => api.put<All>(`/cases/${caseId}/steps/${id}`, { done }),
    touches: [['steps', caseId], casesKey],
  });
  const items = steps.data?.items ?? [];
  if (items.length === 0) return null;
  const lists = Map.groupBy(items, (step) => step.list);
  const done = items.filter((step) => step.done).length;
  return (
    <Card title={words.steps} aside={words.doneOf(done, items.length)}>
      {[...lists].map(([name, ofList]) => (
        <fieldset key={name} className={styles.steps}>
          <legend className="muted tiny">{name}</legend>
          {ofList.map((step) => (
            <Checkbox
              key={step.id}
              checked={step.done !== null}
              disabled={!may || set.isPending}
              onChange={(event) => set.mutate({ id: step.id, done: event.currentTarget.checked })}
              label={step.text}
              description={
                step.done ? (
                  <>
                    {step.done.by.name} · <When at={step.done.at} />
                  </>
                ) : step.beforeTelling ? (
                  <Chip tone="pass">{words.beforeTelling}</Chip>
                ) : undefined
              }
            />
          ))}
        </fieldset>
      ))}
    </Card>
  );
}
