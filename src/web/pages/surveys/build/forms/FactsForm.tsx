import { ActionIcon, Button, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useState } from 'react';
import { PipedFact } from '../../../../../listen/survey/document.ts';
import type { Drafting } from '../useDraft.ts';
import styles from './Forms.module.css';
import { useFormWords } from './messages.ts';
import { TextsField } from './TextsField.tsx';

/** What is known of somebody and may stand in texts, and what stands there where it is not known. */
export function FactsForm({ drafting }: { drafting: Drafting }) {
  const words = useFormWords();
  const [name, setName] = useState('');
  const { facts } = drafting.document;
  const issue = name === '' ? undefined : PipedFact.shape.name.safeParse(name).error?.issues[0]?.message;
  const twice = facts.some((fact) => fact.name === name);
  return (
    <div className={styles.form}>
      <p className="muted">{words.factsText('{{first_name}}')}</p>
      {facts.map((fact) => (
        <div key={fact.name} className={styles.option}>
          <TextsField
            label={`{{${fact.name}}}: ${words.fallback}`}
            texts={fact.fallback}
            plain
            drafting={drafting}
            change={(fallback) =>
              drafting.edit((d) => {
                d.facts = d.facts.map((one) =>
                  one.name === fact.name ? { ...one, fallback: fallback ?? {} } : one,
                );
              }, `fact.${fact.name}`)
            }
          />
          <ActionIcon
            variant="subtle"
            aria-label={words.takeFact(fact.name)}
            onClick={() =>
              drafting.edit((d) => {
                d.facts = d.facts.filter((one) => one.name !== fact.name);
              })
            }
          >
            <IconX size={15} aria-hidden />
          </ActionIcon>
        </div>
      ))}
      <form
        className={styles.adding}
        onSubmit={(event) => {
          event.preventDefault();
          drafting.edit((d) => {
            d.facts.push({ name, fallback: {} });
          });
          setName('');
        }}
      >
        <TextInput
          label={words.factName}
          placeholder="first_name"
          value={name}
          error={issue ?? (twice ? words.keyTaken : undefined)}
          onChange={(event) => setName(event.currentTarget.value.trim())}
        />
        <Button type="submit" disabled={!name || issue !== undefined || twice || facts.length >= 60}>
          {words.addFact}
        </Button>
      </form>
    </div>
  );
}
