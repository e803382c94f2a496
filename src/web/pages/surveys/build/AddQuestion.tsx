import { Menu } from '@mantine/core';
import { type QuestionType, questionTypes } from '../../../../listen/survey/question.ts';
import { freshKey, newQuestion, questionKeys } from './edit.ts';
import { useFormWords } from './forms/messages.ts';
import { useBuildWords } from './messages.ts';
import outline from './outline/Outline.module.css';
import type { Place } from './place.ts';
import { typeIcons } from './questionTypes.ts';
import { startsFor } from './starts.ts';
import type { Drafting } from './useDraft.ts';

interface Props {
  drafting: Drafting;
  page: number;
  choose: (place: Place) => void;
}

/** One of the fourteen, at the end of a page. */
export function AddQuestion({ drafting, page, choose }: Props) {
  const words = useBuildWords();
  const { types } = useFormWords();
  const add = (type: QuestionType) => {
    const key = freshKey(type, questionKeys(drafting.document));
    const question = newQuestion(type, key, startsFor(drafting.document));
    drafting.edit((d) => {
      d.pages[page]?.questions.push(question);
    });
    choose({ kind: 'question', key });
  };
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={outline.add}>
          + {words.addQuestion}
        </button>
      </Menu.Target>
      <Menu.Dropdown mah={340} style={{ overflowY: 'auto' }}>
        {questionTypes.map((type) => {
          const Icon = typeIcons[type];
          return (
            <Menu.Item key={type} leftSection={<Icon size={15} aria-hidden />} onClick={() => add(type)}>
              {types[type]}
            </Menu.Item>
          );
        })}
      </Menu.Dropdown>
    </Menu>
  );
}
