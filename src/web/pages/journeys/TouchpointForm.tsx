import { Button, Checkbox, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { Dialog } from '../../parts/Panel.tsx';
import { EmotionSelect } from './EmotionSelect.tsx';
import type { Touchpoint } from './journey.ts';
import { useJourneyWords } from './messages.ts';

type Fields = Omit<Touchpoint, 'id' | 'key'>;

interface Props {
  touchpoint: Touchpoint;
  close: () => void;
  save: (fields: Fields) => void;
}

export function TouchpointForm({ touchpoint, close, save }: Props) {
  const words = useJourneyWords();
  const [form, setForm] = useState({
    name: touchpoint.name,
    channel: touchpoint.channel ?? '',
    description: touchpoint.description,
    momentOfTruth: touchpoint.momentOfTruth,
    emotion: touchpoint.emotion,
    expectation: touchpoint.expectation === null ? '' : String(touchpoint.expectation),
  });
  const set =
    (name: 'name' | 'channel' | 'description' | 'expectation') =>
    (event: { currentTarget: { value: string } }) => {
      const { value } = event.currentTarget;
      setForm((before) => ({ ...before, [name]: value }));
    };
  return (
    <Dialog open close={close} title={words.change(touchpoint.name)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const expectation = form.expectation === '' ? null : Number(form.expectation);
          save({ ...form, name: form.name.trim(), channel: form.channel.trim() || null, expectation });
        }}
      >
        <TextInput label={words.name} required data-autofocus value={form.name} onChange={set('name')} />
        <TextInput mt="sm" label={words.channel} value={form.channel} onChange={set('channel')} />
        <TextInput
          mt="sm"
          type="number"
          step="any"
          label={words.expectation}
          description={words.expectationHint}
          value={form.expectation}
          onChange={set('expectation')}
        />
        <EmotionSelect
          label
          value={form.emotion}
          name={touchpoint.name}
          change={(emotion) => setForm((before) => ({ ...before, emotion }))}
        />
        <Textarea
          mt="sm"
          autosize
          minRows={2}
          label={words.description}
          value={form.description}
          onChange={set('description')}
        />
        <Checkbox
          mt="md"
          label={words.momentOfTruth}
          description={words.momentHint}
          checked={form.momentOfTruth}
          onChange={(event) => {
            const momentOfTruth = event.currentTarget.checked;
            setForm((before) => ({ ...before, momentOfTruth }));
          }}
        />
        <div className="row" style={{ marginTop: 20 }}>
          <Button type="submit" variant="filled">
            {words.save}
          </Button>
          <Button onClick={close}>{words.cancel}</Button>
        </div>
      </form>
    </Dialog>
  );
}
