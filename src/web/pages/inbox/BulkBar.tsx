import { Button, CloseButton, Menu } from '@mantine/core';
import { IconChevronDown } from '@tabler/icons-react';
import { useState } from 'react';
import type { Query } from '../../api/api.ts';
import { useMay } from '../../api/me.ts';
import { useApi } from '../../api/useApi.ts';
import { refused } from '../../parts/notify.ts';
import { BulkDialog, type Formed } from './BulkDialog.tsx';
import { useBulkWords } from './bulk.messages.ts';
import { type Chosen, type Deed, nobody, useBegin } from './bulk.ts';
import styles from './Inbox.module.css';

const direct: Record<'acknowledge' | 'step_in' | 'urgent' | 'calm' | 'close' | 'resume', Deed> = {
  acknowledge: { do: 'acknowledge' },
  step_in: { do: 'step_in' },
  urgent: { do: 'urgency', urgent: true },
  calm: { do: 'urgency', urgent: false },
  close: { do: 'close' },
  resume: { do: 'resume' },
};
const formed: readonly Formed[] = ['hand_over', 'tag', 'note', 'action', 'pause', 'tell', 'waive'];

/** Says how many are selected and what can be done with all of them. */
export function BulkBar({
  chosen,
  choose,
  query,
  more,
}: {
  chosen: Chosen;
  choose: (next: Chosen) => void;
  query: Query;
  /** The list goes on beyond what is shown. */
  more: boolean;
}) {
  const words = useBulkWords();
  const may = useMay('case:work');
  const [form, setForm] = useState<Formed | null>(null);
  const count = useApi<{ n: number; more: boolean }>(['cases', 'count'], '/cases/count', {
    query,
    when: more || chosen.all,
  }).data;
  const begin = useBegin(chosen, query, () => {
    choose(nobody);
    setForm(null);
  });
  const how = chosen.all && count ? words.allSelected(count.n, count.more) : words.selected(chosen.ids.size);
  return (
    <div className={styles.bulk} role="toolbar" aria-label={how}>
      <CloseButton size="sm" aria-label={words.clear} onClick={() => choose(nobody)} />
      <b className="tiny" role="status">
        {how}
      </b>
      {more && !chosen.all && count ? (
        <Button variant="subtle" size="compact-xs" onClick={() => choose({ ...chosen, all: true })}>
          {words.allOf(count.n, count.more)}
        </Button>
      ) : null}
      {may ? (
        <Menu position="bottom-end" shadow="md" radius="md">
          <Menu.Target>
            <Button
              size="compact-sm"
              variant="filled"
              className={styles.do}
              loading={begin.isPending}
              rightSection={<IconChevronDown size={14} aria-hidden />}
            >
              {words.act}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(
              [
                'acknowledge',
                'hand_over',
                'step_in',
                'tag',
                'urgent',
                'calm',
                'note',
                'action',
                'pause',
                'resume',
                'tell',
                'close',
                'waive',
              ] as const
            ).map((deed) => (
              <Menu.Item
                key={deed}
                onClick={() => {
                  const form = formed.find((one) => one === deed);
                  if (form) setForm(form);
                  else begin.mutate(direct[deed as keyof typeof direct], { onError: refused });
                }}
              >
                {words.deeds[deed]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      ) : null}
      {form ? <BulkDialog form={form} how={how} begin={begin} close={() => setForm(null)} /> : null}
    </div>
  );
}
