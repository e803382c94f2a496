import { Button, TextInput } from '@mantine/core';
import type { End } from '../edit.ts';
import { startsFor } from '../starts.ts';
import type { Drafting } from '../useDraft.ts';
import { ConditionField } from './ConditionField.tsx';
import styles from './Forms.module.css';
import { useFormWords } from './messages.ts';
import { TextsField } from './TextsField.tsx';

export function EndForm({ endKey, drafting }: { endKey: string; drafting: Drafting }) {
  const words = useFormWords();
  const end = drafting.document.ends.find(({ key }) => key === endKey);
  if (!end) return null;
  const set = (part: Partial<End>, tag?: string) =>
    drafting.edit((d) => {
      d.ends = d.ends.map((one) => (one.key === endKey ? { ...one, ...part } : one));
    }, tag && `${endKey}.${tag}`);
  const { link } = end;
  return (
    <div className={styles.form}>
      <ConditionField
        label={words.endCondition}
        condition={end.when}
        change={(when) => set({ when }, 'when')}
        place={{ kind: 'end', key: endKey }}
        drafting={drafting}
      />
      <TextsField
        label={words.endTitle}
        texts={end.title}
        drafting={drafting}
        change={(title) => set({ title: title ?? {} }, 'title')}
      />
      <TextsField
        label={words.endText}
        texts={end.text}
        optional
        lines
        drafting={drafting}
        change={(text) => set({ text }, 'text')}
      />
      {link ? (
        <>
          <TextInput
            type="url"
            label={words.linkUrl}
            value={link.url}
            onChange={(event) => set({ link: { ...link, url: event.currentTarget.value } }, 'url')}
          />
          <TextsField
            label={words.linkText}
            texts={link.text}
            plain
            drafting={drafting}
            change={(text) => set({ link: { ...link, text: text ?? {} } }, 'link')}
          />
        </>
      ) : null}
      <div className="row">
        <Button
          size="compact-sm"
          onClick={() =>
            set({ link: link ? undefined : { url: 'https://', text: startsFor(drafting.document).more() } })
          }
        >
          {link ? words.takeLink : words.addLink}
        </Button>
      </div>
    </div>
  );
}
