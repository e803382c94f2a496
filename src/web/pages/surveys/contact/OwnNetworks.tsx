import { Button, Textarea } from '@mantine/core';
import { useState } from 'react';
import { api } from '../../../api/api.ts';
import { useMay } from '../../../api/me.ts';
import { useApi } from '../../../api/useApi.ts';
import { useChange } from '../../../api/useChange.ts';
import { messages } from '../../../i18n/messages.ts';
import { Card } from '../../../parts/Card.tsx';
import { Loaded } from '../../../parts/Loaded.tsx';

const useWords = messages({
  en: {
    title: 'Our own networks',
    text: 'Answers from here are marked: colleagues may answer, but it should be seen. They count until somebody decides otherwise.',
    networks: 'Addresses or ranges, one a line',
    hint: 'Such as 198.51.100.0/24 or 2001:db8::/32',
    none: 'None stated: answers by colleagues look like any other.',
    save: 'Save',
    saved: 'Networks saved.',
  },
  de: {
    title: 'Unsere eigenen Netze',
    text: 'Antworten von hier werden gekennzeichnet: Kollegen dürfen antworten, aber man soll es sehen. Sie zählen, bis jemand anders entscheidet.',
    networks: 'Adressen oder Bereiche, eine je Zeile',
    hint: 'Etwa 198.51.100.0/24 oder 2001:db8::/32',
    none: 'Keine angegeben: Antworten von Kollegen sehen aus wie alle anderen.',
    save: 'Speichern',
    saved: 'Netze gespeichert.',
  },
});

interface Networks {
  networks: string[];
}

/** Where our own people answer from. */
export function OwnNetworks() {
  const query = useApi<Networks>(['survey-networks'], '/survey-networks');
  return <Loaded query={query}>{(data) => <Form key={data.networks.join()} {...data} />}</Loaded>;
}

function Form({ networks }: Networks) {
  const words = useWords();
  const may = useMay('survey:write');
  const [text, setText] = useState(networks.join('\n'));
  const save = useChange<void, Networks>({
    call: () =>
      api.put('/survey-networks', {
        networks: text
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
      }),
    touches: [['survey-networks']],
    said: words.saved,
    quiet: true,
  });
  return (
    <Card title={words.title}>
      <p className="muted">{words.text}</p>
      {may ? (
        <form
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            save.mutate();
          }}
        >
          <Textarea
            label={words.networks}
            description={words.hint}
            autosize
            minRows={2}
            maxRows={10}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            error={save.error?.errors[0]?.message ?? save.error?.detail}
          />
          <div>
            <Button type="submit" loading={save.isPending}>
              {words.save}
            </Button>
          </div>
        </form>
      ) : (
        <p>{networks.length > 0 ? networks.join(', ') : words.none}</p>
      )}
    </Card>
  );
}
