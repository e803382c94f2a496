import { NativeSelect, SegmentedControl, TagsInput } from '@mantine/core';
import { PersonSelect } from '../../parts/PersonSelect.tsx';
import { useNarrow } from '../../parts/useNarrow.ts';
import styles from './Routing.module.css';
import { useRoutingWords } from './routing.messages.ts';
import type { Choices, Goes } from './routing.ts';

interface Props {
  goes: Goes;
  choices: Choices | undefined;
  change: (goes: Goes) => void;
}

const ways = ['load', 'turn', 'skill', 'rules'] as const;

/** Where a case goes: the ledger, one person, or somebody of a department. */
export function GoesFields({ goes, choices, change }: Props) {
  const narrow = useNarrow();
  const words = useRoutingWords();
  const say = words.editor;
  const departments = choices?.departments ?? [];
  const turnTo = (to: Goes['to']) => {
    if (to === 'ledger') change({ to });
    else if (to === 'person') change({ to, personId: '' });
    else change({ to, departmentId: departments[0]?.id ?? '', by: 'load', skills: [] });
  };
  return (
    <>
      <SegmentedControl
        aria-label={say.afterwards}
        orientation={narrow ? 'vertical' : 'horizontal'}
        style={{ justifySelf: 'start' }}
        value={goes.to}
        onChange={(to) => turnTo(to as Goes['to'])}
        data={(['ledger', 'person', 'department'] as const).map((value) => ({ value, label: say.to[value] }))}
      />
      {goes.to === 'ledger' ? <p className="tiny muted">{words.ledgerText}</p> : null}
      {goes.to === 'person' ? (
        <PersonSelect
          label={say.person}
          required
          value={goes.personId || null}
          onChange={(id) => change({ to: 'person', personId: id ?? '' })}
        />
      ) : null}
      {goes.to === 'department' ? (
        <div className={styles.two}>
          <NativeSelect
            label={say.department}
            value={goes.departmentId}
            onChange={(event) => change({ ...goes, departmentId: event.currentTarget.value })}
            data={departments.map(({ id, name }) => ({ value: id, label: name }))}
          />
          <NativeSelect
            label={say.how}
            value={goes.by}
            onChange={(event) => change({ ...goes, by: event.currentTarget.value as (typeof ways)[number] })}
            data={ways.map((value) => ({ value, label: words.by[value] }))}
          />
          {goes.by === 'skill' ? (
            <TagsInput
              label={say.skills}
              description={say.skillsHint}
              data={choices?.skills ?? []}
              value={goes.skills}
              onChange={(skills) => change({ ...goes, skills: skills.map((one) => one.toLowerCase()) })}
              acceptValueOnBlur
            />
          ) : null}
        </div>
      ) : null}
    </>
  );
}
