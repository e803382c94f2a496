import { Button, FileInput, NativeSelect, TextInput } from '@mantine/core';
import { useState } from 'react';
import { SurveyDocument } from '../../../listen/survey/document.ts';
import { api } from '../../api/api.ts';
import { useChange } from '../../api/useChange.ts';
import { useLanguage } from '../../i18n/language.ts';
import { Dialog } from '../../parts/Panel.tsx';
import { useGo } from '../../parts/useGo.ts';
import { useSurveyWords } from './messages.ts';
import { type OneSurvey, useStarters } from './surveys.ts';
import { TouchpointSelect } from './TouchpointSelect.tsx';

const FROM_FILE = 'file:';

/** From a starter for a kind of touchpoint, from nothing, or from a file. */
export function NewSurvey({ open, close }: { open: boolean; close: () => void }) {
  const words = useSurveyWords();
  const go = useGo();
  const language = useLanguage();
  const [name, setName] = useState('');
  const [touchpoint, setTouchpoint] = useState<string | null>(null);
  const [from, setFrom] = useState('');
  const [document, setDocument] = useState<SurveyDocument>();
  const [wrong, setWrong] = useState<string>();
  const starters = useStarters(open).data?.items ?? [];
  const named = (texts: Record<string, string>) => texts[language] ?? texts.en ?? '';
  const chosen = starters.find((one) => one.key === from);
  const make = useChange<void, OneSurvey>({
    call: () =>
      api.post('/surveys', {
        name: name.trim() || (chosen && named(chosen.name)),
        touchpoint,
        ...(chosen ? { starter: chosen.key } : {}),
        ...(from === FROM_FILE ? { document } : {}),
      }),
    touches: [['surveys']],
    said: (survey) => words.made(survey.name),
    quiet: true,
    after: (survey) => {
      close();
      go(`/surveys/${survey.key}`);
    },
  });
  const read = async (file: File | null) => {
    setDocument(undefined);
    setWrong(undefined);
    if (!file) return;
    const parsed = SurveyDocument.safeParse(
      await file
        .text()
        .then(JSON.parse)
        .catch(() => null),
    );
    if (parsed.success) setDocument(parsed.data);
    else setWrong(`${words.noSurvey} ${parsed.error.issues[0]?.path.join('.') ?? ''}`.trim());
  };
  return (
    <Dialog open={open} close={close} title={words.make}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          make.mutate();
        }}
      >
        <NativeSelect
          label={words.beginFrom}
          description={chosen && named(chosen.description)}
          value={from}
          onChange={(event) => setFrom(event.currentTarget.value)}
          data={[
            { value: '', label: words.scratch },
            ...starters.map((one) => ({ value: one.key, label: named(one.name) })),
            { value: FROM_FILE, label: words.fromFile },
          ]}
        />
        {from === FROM_FILE ? (
          <FileInput
            mt="sm"
            label={words.file}
            description={words.fileHint}
            accept="application/json,.json"
            required
            error={wrong}
            onChange={(file) => void read(file)}
          />
        ) : null}
        <TextInput
          mt="sm"
          label={words.name}
          description={words.nameHint}
          required={!chosen}
          placeholder={chosen && named(chosen.name)}
          data-autofocus
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={make.error?.field('name') ?? make.error?.detail}
        />
        <TouchpointSelect value={touchpoint} onChange={setTouchpoint} />
        <Button
          mt="lg"
          type="submit"
          variant="filled"
          loading={make.isPending}
          disabled={from === FROM_FILE && !document}
        >
          {words.makeIt}
        </Button>
      </form>
    </Dialog>
  );
}
