import { ActionIcon, NativeSelect, SegmentedControl } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconChevronLeft, IconChevronRight, IconMoon, IconSun } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useState } from 'react';
import { SurveyDocument } from '../../../../listen/survey/document.ts';
import { api } from '../../../api/api.ts';
import { useLanguage } from '../../../i18n/language.ts';
import { useUrl } from '../../../parts/useUrl.ts';
import { languageName } from '../surveys.ts';
import styles from './Builder.module.css';
import { useBuildWords } from './messages.ts';
import { nameOf, type Place } from './place.ts';
import { shownOf } from './shownOf.ts';
import { useTextLanguage } from './usePlaceTitle.ts';

/** The page exactly as whoever answers it sees it, drawn by the server a moment after each change. */
export function Preview({ document, place }: { document: SurveyDocument; place: Place }) {
  const words = useBuildWords();
  const reader = useLanguage();
  const [, setUrl] = useUrl();
  const language = useTextLanguage(document);
  const [width, setWidth] = useState<'phone' | 'desktop'>('phone');
  const [dark, setDark] = useState(false);
  const [screen, setScreen] = useState(0);
  const seen = useMemo(() => shownOf(document, place), [document, place]);
  const chosen = nameOf(place);
  // Choosing something in the outline turns to its screen; turning the screens by hand chooses nothing.
  // biome-ignore lint/correctness/useExhaustiveDependencies: only when something else is chosen
  useEffect(() => {
    if (seen.screen !== undefined) setScreen(seen.screen);
  }, [chosen, document.layout]);
  const [asked] = useDebouncedValue(
    useMemo(
      () => ({ document: seen.document, language, screen, ...(seen.end ? { end: seen.end } : {}) }),
      [seen, language, screen],
    ),
    250,
  );
  const wrong = useMemo(() => SurveyDocument.safeParse(asked.document).error?.issues[0], [asked]);
  const query = useQuery({
    queryKey: ['survey preview', asked],
    queryFn: () => api.post<{ html: string; screens: number }>('/surveys/preview', asked),
    enabled: wrong === undefined,
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    gcTime: 60_000,
  });
  const screens = query.data?.screens ?? 1;
  const at = Math.min(screen, screens - 1);
  return (
    <>
      <div className={styles.tools}>
        <SegmentedControl
          size="xs"
          aria-label={words.width}
          value={width}
          onChange={(next) => setWidth(next as 'phone')}
          data={(['phone', 'desktop'] as const).map((value) => ({ value, label: words[value] }))}
        />
        <ActionIcon
          variant="subtle"
          aria-label={words.dark}
          title={words.dark}
          aria-pressed={dark}
          onClick={() => setDark(!dark)}
        >
          {dark ? <IconMoon size={16} aria-hidden /> : <IconSun size={16} aria-hidden />}
        </ActionIcon>
        {document.languages.length > 1 ? (
          <NativeSelect
            aria-label={words.language}
            value={language}
            onChange={(event) => setUrl({ lang: event.currentTarget.value })}
            data={document.languages.map((value) => ({ value, label: languageName(value, reader) }))}
          />
        ) : null}
        {seen.end ? null : (
          <span className={styles.screens}>
            <ActionIcon
              variant="subtle"
              aria-label={words.back}
              disabled={at <= 0}
              onClick={() => setScreen(at - 1)}
            >
              <IconChevronLeft size={16} aria-hidden />
            </ActionIcon>
            <span className="tiny muted">{words.screen(at + 1, screens)}</span>
            <ActionIcon
              variant="subtle"
              aria-label={words.forward}
              disabled={at >= screens - 1}
              onClick={() => setScreen(at + 1)}
            >
              <IconChevronRight size={16} aria-hidden />
            </ActionIcon>
          </span>
        )}
      </div>
      {wrong ? (
        <p role="status" className={styles.waits}>
          {words.noPreview} {wrong.message}
        </p>
      ) : null}
      {query.isError ? (
        <p role="status" className={styles.waits}>
          {query.error.message}
        </p>
      ) : null}
      <div className={styles.paper} data-width={width}>
        <Frame html={query.data?.html ?? ''} title={words.preview} dark={dark} />
      </div>
    </>
  );
}

/**
 * Shut off from this page: no script, no form that could be sent, no reach to our cookies. Light or dark as chosen
 * here, not as this browser is set: a frame hears of that only.
 */
export function Frame({ html, title, dark = false }: { html: string; title: string; dark?: boolean }) {
  const set = html.replaceAll('(prefers-color-scheme:dark)', dark ? 'all' : 'not all');
  const scheme = set.replace('color-scheme:light dark', `color-scheme:${dark ? 'dark' : 'light'}`);
  return <iframe className={styles.frame} title={title} srcDoc={scheme} sandbox="" />;
}
