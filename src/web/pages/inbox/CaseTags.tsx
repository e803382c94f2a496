import { Autocomplete, Button, CloseButton } from '@mantine/core';
import { IconTag } from '@tabler/icons-react';
import { useState } from 'react';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import styles from './Case.module.css';
import type { Case } from './cases.ts';
import { useRelatedWords } from './related.messages.ts';
import { useCaseVerb } from './useCaseVerb.ts';

/** What the case is filed under, and how urgent it is: both at a click, both to be taken back. */
export function CaseTags({ case: one }: { case: Case }) {
  const words = useRelatedWords();
  const may = useMay('case:work');
  const [adding, setAdding] = useState(false);
  const urgency = useCaseVerb<{ urgent: boolean }>(one.id, 'urgency', {
    said: ({ urgent }) => (urgent ? words.urgentSaid : words.calmSaid),
    undo: ['urgency', { urgent: one.urgent }],
  });
  return (
    <div className={styles.tags}>
      {one.tags.length > 0 ? (
        <ul aria-label={words.tags}>
          {one.tags.map((tag) => (
            <li key={tag.id}>
              {tag.name}
              {may ? <Take caseId={one.id} tag={tag} /> : null}
            </li>
          ))}
        </ul>
      ) : null}
      {may && adding ? <Add case={one} done={() => setAdding(false)} /> : null}
      {may && !adding ? (
        <Button
          variant="subtle"
          size="compact-xs"
          leftSection={<IconTag size={13} stroke={1.6} aria-hidden />}
          onClick={() => setAdding(true)}
        >
          {words.addTag}
        </Button>
      ) : null}
      {may && one.state === 'open' ? (
        <Button
          variant="subtle"
          size="compact-xs"
          loading={urgency.isPending}
          onClick={() => urgency.mutate({ urgent: !one.urgent })}
        >
          {one.urgent ? words.notUrgent : words.makeUrgent}
        </Button>
      ) : null}
    </div>
  );
}

function Take({ caseId, tag }: { caseId: string; tag: { id: number; name: string } }) {
  const words = useRelatedWords();
  const take = useCaseVerb<{ id: number }>(caseId, 'tags/removal', {
    said: words.untagged(tag.name),
    undo: ['tags', { id: tag.id }],
  });
  return (
    <CloseButton size="xs" aria-label={words.takeTag(tag.name)} onClick={() => take.mutate({ id: tag.id })} />
  );
}

function Add({ case: one, done }: { case: Case; done: () => void }) {
  const words = useRelatedWords();
  const tags = useApi<{ items: { id: number; name: string }[] }>(['tags'], '/case-tags');
  const [name, setName] = useState('');
  const add = useCaseVerb<{ name: string }>(one.id, 'tags', {
    said: ({ name }) => words.tagged(name),
    after: () => {
      void tags.refetch();
      done();
    },
    quiet: true,
  });
  const has = new Set(one.tags.map((tag) => tag.name));
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim()) add.mutate({ name: name.trim() });
      }}
    >
      <Autocomplete
        aria-label={words.addTag}
        placeholder={words.addTag}
        size="xs"
        maxLength={40}
        autoFocus
        data={(tags.data?.items ?? []).map((tag) => tag.name).filter((known) => !has.has(known))}
        value={name}
        onChange={setName}
        onOptionSubmit={(chosen) => add.mutate({ name: chosen })}
        onKeyDown={(event) => {
          if (event.key === 'Escape') done();
        }}
        error={add.error?.detail}
      />
    </form>
  );
}
