import { Button } from '@mantine/core';
import { useRef } from 'react';
import { apiPath, take } from '../../api/api.ts';
import { Unreachable } from '../../api/problem.ts';
import { useChange } from '../../api/useChange.ts';
import { useJourneyWords } from './messages.ts';

interface Applied {
  journeys: { key: string; name: string; outcome: 'created' | 'changed' | 'unchanged' }[];
}

/** Journeys from a YAML file; the server says which line it does not accept. */
export function ApplyFile() {
  const words = useJourneyWords();
  const input = useRef<HTMLInputElement>(null);
  const apply = useChange<File, Applied>({
    call: (file) => putFile('/journeys.yaml', file),
    touches: [['journeys'], ['atlas'], ['ownership'], ['placement']],
    said: ({ journeys }) => words.applied(journeys.map((journey) => journey.name).join(', ')),
  });
  return (
    <>
      <Button onClick={() => input.current?.click()} loading={apply.isPending}>
        {words.applyFile}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".yaml,.yml,application/yaml"
        hidden
        aria-label={words.applyFile}
        onChange={(event) => {
          const [file] = event.currentTarget.files ?? [];
          event.currentTarget.value = '';
          if (file) apply.mutate(file);
        }}
      />
    </>
  );
}

async function putFile(path: string, file: File): Promise<Applied> {
  const answer = await fetch(apiPath(path), {
    method: 'PUT',
    credentials: 'same-origin',
    headers: { accept: 'application/json', 'content-type': 'application/yaml' },
    body: await file.text(),
  }).catch((cause) => {
    throw new Unreachable(cause);
  });
  return take<Applied>(answer.status, await answer.text(), path);
}
