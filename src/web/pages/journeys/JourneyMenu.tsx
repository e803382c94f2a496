import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconDots, IconDownload, IconHistory, IconPencil } from '@tabler/icons-react';
import { useState } from 'react';
import { api, apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useGo } from '../../parts/useGo.ts';
import { JourneyForm } from './JourneyForm.tsx';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { Versions } from './Versions.tsx';

export function JourneyMenu({ journey }: { journey: Journey }) {
  const words = useJourneyWords();
  const may = useMay('journey:write');
  const go = useGo();
  const [open, setOpen] = useState<'versions' | 'form'>();
  const path = `/journeys/${journey.key}`;
  const archive = useChange({
    call: () => api.del(`${path}?expect=${journey.version}`),
    touches: [['journeys'], ['ownership']],
    said: words.archived(journey.name),
    undo: () => api.post(`${path}/restoration`, { version: journey.version }),
    after: () => go('/journeys'),
  });
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <ActionIcon size="lg" variant="default" aria-label={words.more}>
            <IconDots size={17} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item
            component="a"
            href={apiPath(`${path}.yaml`)}
            download
            leftSection={<IconDownload size={15} aria-hidden />}
          >
            {words.download}
          </Menu.Item>
          <Menu.Item leftSection={<IconHistory size={15} aria-hidden />} onClick={() => setOpen('versions')}>
            {words.versions}
          </Menu.Item>
          {may && !journey.archivedAt ? (
            <>
              <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setOpen('form')}>
                {words.change(journey.name)}
              </Menu.Item>
              <Menu.Item leftSection={<IconArchive size={15} aria-hidden />} onClick={() => archive.mutate()}>
                {words.archive}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {open === 'versions' ? <Versions journey={journey} close={() => setOpen(undefined)} /> : null}
      {open === 'form' ? <JourneyForm journey={journey} close={() => setOpen(undefined)} /> : null}
    </>
  );
}
