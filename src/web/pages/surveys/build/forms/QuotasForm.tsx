import { Button } from '@mantine/core';
import { freshKey, type QuotaRule } from '../edit.ts';
import { useBuildWords } from '../messages.ts';
import type { Drafting } from '../useDraft.ts';
import { ConditionField } from './ConditionField.tsx';
import styles from './Forms.module.css';
import { useFormWords } from './messages.ts';
import { NumberField } from './NumberField.tsx';
import { TextsField } from './TextsField.tsx';

/** How many answers of which kind are enough. */
export function QuotasForm({ drafting }: { drafting: Drafting }) {
  const words = useFormWords();
  const { remove } = useBuildWords();
  const { quotas } = drafting.document;
  const set = (key: string, part: Partial<QuotaRule> | null, tag?: string) =>
    drafting.edit((d) => {
      d.quotas = d.quotas.flatMap((one) => (one.key !== key ? [one] : part ? [{ ...one, ...part }] : []));
    }, tag && `quota.${key}.${tag}`);
  const add = () =>
    drafting.edit((d) => {
      const taken = d.quotas.map(({ key }) => key);
      d.quotas.push({ key: freshKey('quota', taken), limit: 100 });
    });
  return (
    <div className={styles.form}>
      <p className="muted">{words.quotasText}</p>
      {quotas.map((quota, n) => (
        <fieldset key={quota.key} className={styles.boxed}>
          <legend>{words.quota(n + 1)}</legend>
          <NumberField
            label={words.limit}
            whole
            min={1}
            max={10_000_000}
            value={quota.limit}
            change={(limit) => limit !== undefined && set(quota.key, { limit }, 'limit')}
          />
          <ConditionField
            label={words.quotaWho}
            condition={quota.when}
            change={(when) => set(quota.key, { when }, 'when')}
            place={{ kind: 'quotas' }}
            drafting={drafting}
          />
          <TextsField
            label={words.full}
            texts={quota.full}
            optional
            lines
            drafting={drafting}
            change={(full) => set(quota.key, { full }, 'full')}
          />
          <Button
            size="compact-sm"
            aria-label={`${remove}: ${words.quota(n + 1)}`}
            onClick={() => set(quota.key, null)}
          >
            {remove}
          </Button>
        </fieldset>
      ))}
      <div className="row">
        <Button disabled={quotas.length >= 20} onClick={add}>
          {words.addQuota}
        </Button>
      </div>
    </div>
  );
}
