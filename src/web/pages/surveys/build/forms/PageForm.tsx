import { Switch } from '@mantine/core';
import type { Page } from '../../../../../listen/survey/document.ts';
import type { Drafting } from '../useDraft.ts';
import { ConditionField } from './ConditionField.tsx';
import styles from './Forms.module.css';
import { useFormWords } from './messages.ts';
import { TextsField } from './TextsField.tsx';

export function PageForm({ pageKey, drafting }: { pageKey: string; drafting: Drafting }) {
  const words = useFormWords();
  const page = drafting.document.pages.find(({ key }) => key === pageKey);
  if (!page) return null;
  const set = (part: Partial<Page>, tag?: string) =>
    drafting.edit((d) => {
      d.pages = d.pages.map((one) => (one.key === pageKey ? { ...one, ...part } : one));
    }, tag && `${pageKey}.${tag}`);
  return (
    <div className={styles.form}>
      {page.questions.length === 0 ? <p className="muted">{words.pageEmpty}</p> : null}
      <TextsField
        label={words.pageTitle}
        texts={page.title}
        optional
        drafting={drafting}
        change={(title) => set({ title }, 'title')}
      />
      <Switch
        label={words.randomPage}
        checked={page.randomise}
        onChange={(event) => set({ randomise: event.currentTarget.checked })}
      />
      <ConditionField
        label={words.condition}
        condition={page.showIf}
        change={(showIf) => set({ showIf }, 'showIf')}
        place={{ kind: 'page', key: pageKey }}
        drafting={drafting}
      />
    </div>
  );
}
