import '@mantine/core/styles/Pill.layer.css';
import '@mantine/core/styles/PillsInput.layer.css';
import { Button, MultiSelect, SegmentedControl, Tabs, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { variables } from '../../../close/library/variables.ts';
import { api } from '../../api/api.ts';
import { useMe } from '../../api/me.ts';
import { useChange } from '../../api/useChange.ts';
import { languages, useLanguage } from '../../i18n/language.ts';
import { SidePanel } from '../../parts/Panel.tsx';
import { PersonSelect } from '../../parts/PersonSelect.tsx';
import { useUrl } from '../../parts/useUrl.ts';
import styles from './Library.module.css';
import { type Entry, type Language, type Text, textOf } from './library.ts';
import { useLibraryWords } from './messages.ts';
import { usePlaces } from './usePlaces.ts';

const blank: Text = { title: '', subject: '', body: '' };
const inHalfAYear = () => new Date(Date.now() + 182 * 86_400_000).toISOString().slice(0, 10);

/** A new entry, or the next version of one: what is approved stays until this one is. */
export function EntryForm({ entry, close }: { entry?: Entry; close: () => void }) {
  const words = useLibraryWords();
  const me = useMe();
  const mine = useLanguage();
  const places = usePlaces();
  const [, setUrl] = useUrl();
  const from = (entry?.pending ?? entry?.current)?.texts;
  const [kind, setKind] = useState(entry?.kind ?? 'message');
  const [touchpoints, setTouchpoints] = useState(entry?.touchpoints ?? []);
  const [ownerId, setOwner] = useState<string | null>(entry?.owner.id ?? me.person.id);
  const [reviewBy, setReviewBy] = useState(entry?.reviewBy ?? inHalfAYear());
  const [texts, setTexts] = useState<Record<Language, Text>>({
    en: from?.en ?? blank,
    de: from?.de ?? blank,
  });
  const [tab, setTab] = useState<Language>(from && !from[mine] ? (from.en ? 'en' : 'de') : mine);
  const change = (part: Partial<Text>) =>
    setTexts((before) => ({ ...before, [tab]: { ...before[tab], ...part } }));
  const body = () => ({
    touchpoints,
    ...(ownerId ? { ownerId } : {}),
    reviewBy,
    texts: Object.fromEntries(
      Object.entries(texts).filter(([, text]) => text.title.trim() !== '' || text.body.trim() !== ''),
    ),
  });
  const save = useChange<void, Entry>({
    call: () =>
      entry
        ? api.put<Entry>(`/library/${entry.id}/draft`, { ...body(), revision: entry.pending?.revision ?? 0 })
        : api.post<Entry>('/library', { ...body(), kind }),
    touches: [['library']],
    said: words.saved,
    quiet: true,
    after: (kept) => (entry ? close() : setUrl({ new: undefined, edit: undefined, entry: kept.id })),
  });
  const text = texts[tab];
  return (
    <SidePanel open close={close} title={entry ? words.change(textOf(entry, mine).title) : words.make}>
      <form
        className={styles.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {entry ? null : (
          <SegmentedControl
            aria-label={words.kind}
            data={(['message', 'article'] as const).map((value) => ({ value, label: words.kinds[value] }))}
            value={kind}
            onChange={(value) => setKind(value as Entry['kind'])}
          />
        )}
        <Tabs value={tab} onChange={(value) => value && setTab(value as Language)} keepMounted={false}>
          <Tabs.List aria-label={words.language}>
            {(['en', 'de'] as const).map((one) => (
              <Tabs.Tab key={one} value={one}>
                {languages[one]}
              </Tabs.Tab>
            ))}
          </Tabs.List>
          <Tabs.Panel value={tab} className={styles.form} pt={12}>
            <TextInput
              label={words.name}
              value={text.title}
              maxLength={200}
              onChange={(event) => change({ title: event.currentTarget.value })}
              error={save.error?.field(`texts.${tab}.title`)}
            />
            {kind === 'message' ? (
              <TextInput
                label={words.subject}
                value={text.subject}
                maxLength={300}
                onChange={(event) => change({ subject: event.currentTarget.value })}
                error={save.error?.field(`texts.${tab}.subject`)}
              />
            ) : null}
            <Textarea
              label={kind === 'message' ? words.body : words.how}
              description={
                kind === 'message'
                  ? words.variables(variables.map((one) => `{{${one}}}`).join(' '))
                  : undefined
              }
              value={text.body}
              autosize
              minRows={8}
              maxRows={24}
              onChange={(event) => change({ body: event.currentTarget.value })}
              error={save.error?.field(`texts.${tab}.body`)}
            />
          </Tabs.Panel>
        </Tabs>
        <MultiSelect
          label={words.touchpoints}
          description={words.touchpointsHint}
          data={places.map((one) => ({ value: one.key, label: one.name }))}
          value={touchpoints}
          onChange={setTouchpoints}
          searchable
        />
        <div className={styles.two}>
          <PersonSelect label={words.owner} value={ownerId} onChange={(id) => setOwner(id)} required />
          <TextInput
            type="date"
            label={words.reviewBy}
            required
            value={reviewBy}
            onChange={(event) => setReviewBy(event.currentTarget.value)}
            error={save.error?.field('reviewBy')}
          />
        </div>
        {save.error ? (
          <p role="alert" className={styles.returned}>
            {save.error.detail}
          </p>
        ) : null}
        <div className="row">
          <Button type="submit" variant="filled" loading={save.isPending}>
            {words.save}
          </Button>
          <Button variant="subtle" onClick={close}>
            {words.cancel}
          </Button>
        </div>
      </form>
    </SidePanel>
  );
}
