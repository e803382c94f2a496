import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ComplaintLists } from '../../../close/complaints/lists.ts';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { useChange } from '../../api/useChange.ts';
import { Card } from '../../parts/Card.tsx';
import { Loaded } from '../../parts/Loaded.tsx';
import { useComplaintRuleWords } from './complaintRules.messages.ts';

type Entry = ComplaintLists['causes'][number];
const lineOf = ({ key, en, de }: Entry) => `${key} = ${en} = ${de}`;

/** What complaints are about and what causes them, a line each. */
export function ComplaintListsForm() {
  const words = useComplaintRuleWords();
  const may = useMay('settings:write');
  const query = useApi<ComplaintLists>(['complaint-lists'], '/complaint-lists');
  return (
    <Card title={words.listsTitle}>
      <p className="muted">{words.listsSentence}</p>
      <Loaded query={query}>{(lists) => <Form lists={lists} may={may} />}</Loaded>
    </Card>
  );
}

function Form({ lists, may }: { lists: ComplaintLists; may: boolean }) {
  const words = useComplaintRuleWords();
  const [text, setText] = useState({
    categories: lists.categories.map(lineOf).join('\n'),
    causes: lists.causes.map(lineOf).join('\n'),
  });
  const lines = (list: keyof ComplaintLists) => text[list].split('\n').filter((line) => line.trim() !== '');
  const wrong = (list: keyof ComplaintLists) => lines(list).find((line) => line.split('=').length !== 3);
  const save = useChange<void, unknown>({
    call: () => {
      const read = (list: keyof ComplaintLists) =>
        lines(list).map((line) => {
          const [key, en, de] = line.split('=').map((part) => part.trim());
          return { key, en, de };
        });
      return api.put('/complaint-lists', { categories: read('categories'), causes: read('causes') });
    },
    touches: [['complaint-lists']],
    said: words.listsSaved,
    quiet: true,
  });
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {(['categories', 'causes'] as const).map((list) => {
        const bad = wrong(list);
        return (
          <Textarea
            key={list}
            label={words[list]}
            autosize
            minRows={5}
            readOnly={!may}
            value={text[list]}
            onChange={(event) => {
              const { value } = event.currentTarget;
              setText((before) => ({ ...before, [list]: value }));
            }}
            error={bad ? words.badLine(bad.trim()) : undefined}
          />
        );
      })}
      {save.error ? <p role="alert">{save.error.detail}</p> : null}
      {may ? (
        <div>
          <Button
            type="submit"
            variant="filled"
            loading={save.isPending}
            disabled={Boolean(wrong('categories') ?? wrong('causes'))}
          >
            {words.save}
          </Button>
        </div>
      ) : null}
    </form>
  );
}
