import { ActionIcon, Menu } from '@mantine/core';
import {
  IconArchive,
  IconDots,
  IconDownload,
  IconMessage,
  IconPencil,
  IconPhoto,
  IconPrinter,
} from '@tabler/icons-react';
import { useState } from 'react';
import { api, apiPath } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { useGo } from '../../parts/useGo.ts';
import { useUrl } from '../../parts/useUrl.ts';
import { ConflictDialog } from './ConflictDialog.tsx';
import { JourneyForm } from './JourneyForm.tsx';
import type { Journey } from './journey.ts';
import { useJourneyWords } from './messages.ts';
import { useTalkWords } from './talk.messages.ts';
import { useEdit } from './useEdit.ts';
import { usePicture } from './usePicture.ts';

export function JourneyMenu({ journey }: { journey: Journey }) {
  const words = useJourneyWords();
  const may = useMay('journey:write');
  const talk = useTalkWords();
  const go = useGo();
  const [, setUrl] = useUrl();
  const picture = usePicture(journey);
  const [open, setOpen] = useState(false);
  const editor = useEdit(journey);
  const path = `/journeys/${journey.key}`;
  const archive = useChange({
    call: () => api.del(`${path}?expect=${journey.version}`),
    touches: [['journeys'], ['atlas'], ['ownership']],
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
          <Menu.Item leftSection={<IconPhoto size={15} aria-hidden />} onClick={() => void picture()}>
            {words.asPicture}
          </Menu.Item>
          <Menu.Item leftSection={<IconPrinter size={15} aria-hidden />} onClick={() => window.print()}>
            {words.print}
          </Menu.Item>
          <Menu.Item
            leftSection={<IconMessage size={15} aria-hidden />}
            onClick={() => setUrl({ talk: 'all:' }, { push: true })}
          >
            {talk.all}
          </Menu.Item>
          {may && !journey.archivedAt ? (
            <>
              <Menu.Item leftSection={<IconPencil size={15} aria-hidden />} onClick={() => setOpen(true)}>
                {words.change(journey.name)}
              </Menu.Item>
              <Menu.Item leftSection={<IconArchive size={15} aria-hidden />} onClick={() => archive.mutate()}>
                {words.archive}
              </Menu.Item>
            </>
          ) : null}
        </Menu.Dropdown>
      </Menu>
      {open ? <JourneyForm journey={journey} editor={editor} close={() => setOpen(false)} /> : null}
      {editor.conflict ? <ConflictDialog conflict={editor.conflict} /> : null}
    </>
  );
}
