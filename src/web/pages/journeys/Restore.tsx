import { Alert, Button } from '@mantine/core';
import { api } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';

export function Restore({ journey }: { journey: Journey }) {
  const words = useJourneyWords();
  const may = useMay('journey:write');
  const restore = useChange({
    call: () => api.post(`/journeys/${journey.key}/restoration`, { version: journey.version }),
    touches: [['journeys'], ['atlas'], ['ownership']],
    said: words.restored,
  });
  return (
    <Alert mb="md" title={words.isArchived}>
      {may ? (
        <Button onClick={() => restore.mutate()} loading={restore.isPending}>
          {words.restore}
        </Button>
      ) : null}
    </Alert>
  );
}
