import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { MultiSelect, Select, Textarea } from '@mantine/core';
import type { Ref } from 'react';
import { useAnswerWords } from './answer.messages.ts';
import { type Draft, fresh } from './answers.ts';
import { Choices, Scale } from './Choices.tsx';
import styles from './Rounds.module.css';
import { type Sheet, useChoices } from './rounds.ts';

interface Props {
  heading: Ref<HTMLHeadingElement>;
  place: Sheet['touchpoints'][number];
  question: string;
  draft: Draft | undefined;
  onChange: (draft: Draft) => void;
}

/** What I have to do with one touchpoint, who answers for it, who does the work, what is mine, and how clear that is. */
export function PlaceQuestions({ heading, place, question, draft, onChange }: Props) {
  const words = useAnswerWords();
  const { people, departments } = useChoices();
  const given = draft ?? fresh;
  const set = (part: Partial<Draft>) => onChange({ ...given, ...part });
  const { accountable, responsible } = given;
  const named = accountable?.kind === 'person' ? accountable.person : null;
  const roles = ['A', 'R', 'C', 'I', 'none'] as const;
  return (
    <>
      <div className="tiny muted">
        {place.journeyName} · {place.phaseName}
      </div>
      <h2 className={styles.place} ref={heading} tabIndex={-1}>
        {place.name}
      </h2>
      <Choices
        legend={words.touches}
        beside
        value={draft ? (draft.touches ? 'yes' : 'no') : null}
        onChange={(value) => set({ touches: value === 'yes' })}
        choices={[
          { value: 'yes', title: words.yes, text: words.yesHint },
          { value: 'no', title: words.no, text: words.noHint },
        ]}
      />
      {draft?.touches ? (
        <>
          <fieldset className={styles.question}>
            <legend>{question || words.accountable}</legend>
            <p className="tiny muted">{words.accountableHint}</p>
            <Select
              mt={8}
              size="md"
              aria-label={words.person}
              placeholder={words.findPerson}
              searchable
              clearable
              openOnFocus={false}
              limit={50}
              data={people}
              value={named}
              onChange={(person) => set({ accountable: person ? { kind: 'person', person } : null })}
            />
            <div className={styles.choices} data-beside>
              {(['nobody', 'several', 'unknown'] as const).map((kind) => (
                <label key={kind} className={styles.choice}>
                  <input
                    type="radio"
                    name={`accountable ${place.key}`}
                    checked={accountable?.kind === kind}
                    onChange={() => set({ accountable: { kind } })}
                  />
                  <b>{words.kinds[kind]}</b>
                </label>
              ))}
            </div>
          </fieldset>
          <fieldset className={styles.question}>
            <legend>{words.responsible}</legend>
            <p className="tiny muted">{words.responsibleHint}</p>
            <MultiSelect
              mt={8}
              size="md"
              aria-label={words.responsible}
              placeholder={
                responsible.people.length + responsible.departments.length === 0 ? words.findPerson : ''
              }
              searchable
              openOnFocus={false}
              limit={60}
              maxValues={20}
              data={[
                { group: words.departments, items: departments },
                { group: words.people, items: people },
              ]}
              value={[...responsible.departments, ...responsible.people]}
              onChange={(ids) =>
                set({
                  responsible: {
                    people: ids.filter((id) => people.some((one) => one.value === id)),
                    departments: ids.filter((id) => departments.some((one) => one.value === id)),
                  },
                })
              }
            />
          </fieldset>
          <Choices
            legend={words.ownRole}
            value={given.ownRole}
            onChange={(ownRole) => set({ ownRole })}
            choices={roles.map((role) => ({
              value: role,
              title: words.roles[role][0],
              text: words.roles[role][1],
            }))}
          />
          <Scale
            legend={words.clarity}
            low={words.notClear}
            high={words.clear}
            value={given.clarity}
            onChange={(clarity) => set({ clarity })}
          />
          <Textarea
            mt={22}
            label={words.comment}
            description={words.commentHint}
            autosize
            minRows={2}
            maxLength={1000}
            value={given.comment ?? ''}
            onChange={(event) => set({ comment: event.currentTarget.value || null })}
          />
        </>
      ) : null}
    </>
  );
}
