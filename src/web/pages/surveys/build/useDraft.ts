import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useSyncExternalStore } from 'react';
import { SurveyDocument } from '../../../../listen/survey/document.ts';
import { api } from '../../../api/api.ts';
import { type OneSurvey, storedOf, surveyPath } from '../surveys.ts';
import { alike, DraftStore, type DraftView, type Stored } from './draftStore.ts';

export interface Drafting extends DraftView {
  edit: DraftStore['edit'];
  undo: () => void;
  redo: () => void;
  /** Everything stored; false where it is not. */
  flush: () => Promise<boolean>;
  /** What others, or another verb of mine, stored. */
  take: (survey: OneSurvey) => void;
  insist: (revision: number | null) => Promise<boolean>;
  /** As it is this moment, not as it was drawn. */
  current: () => DraftView;
}

/** The draft of a survey for as long as its page is open, stored by itself; what is not stored outlives the page. */
export function useDraft(survey: OneSurvey): Drafting {
  const cache = useQueryClient();
  const { key } = survey;
  // Only how it stood when the page was opened: from then on the store knows better.
  const first = useRef(survey);
  const store = useMemo(() => {
    const stored = storedOf(first.current);
    const left = kept(key).read();
    // It had arrived, and only the answer was lost on the way back.
    const unsaved = left && !alike(left.document, stored.document) ? left : undefined;
    if (left && !unsaved) kept(key).write(null);
    // Left unsaved over a draft that others changed since: over the old revision, so that both are shown.
    const from = unsaved && unsaved.revision !== stored.revision ? unsaved.revision : stored.revision;
    const made = new DraftStore(
      { document: stored.document, revision: from },
      {
        async put(document, revision) {
          const saved = await api.put<OneSurvey>(`${surveyPath(key)}/draft`, { document, revision });
          cache.setQueryData(['surveys', 'one', key, surveyPath(key), {}], saved);
          void cache.invalidateQueries({ queryKey: ['surveys', 'list'] });
          return { revision: saved.draftRevision as number };
        },
        check(document) {
          const issue = SurveyDocument.safeParse(document).error?.issues[0];
          return issue && { text: issue.message, at: issue.path.join('.') };
        },
        keep: kept(key).write,
        later(act, ms) {
          const timer = setTimeout(act, ms);
          return () => clearTimeout(timer);
        },
        now: () => Date.now(),
      },
    );
    if (unsaved) made.takeUp(unsaved.document);
    return made;
  }, [key, cache]);
  const view = useSyncExternalStore(store.subscribe, store.read);

  useEffect(() => {
    const leave = (event: BeforeUnloadEvent) => {
      void store.flush();
      // What is kept on this device is there next time; only where nothing can be kept leaving asks.
      if (store.read().state !== 'saved' && !kept(key).read()) event.preventDefault();
    };
    window.addEventListener('beforeunload', leave);
    return () => {
      window.removeEventListener('beforeunload', leave);
      void store.flush();
    };
  }, [store, key]);

  // Somebody else went on while nothing waits here: theirs is what I see now.
  useEffect(() => {
    const { state, revision } = store.read();
    const theirs = storedOf(survey);
    if (state === 'saved' && theirs.revision !== null && theirs.revision > (revision ?? 0))
      store.take(theirs);
  }, [store, survey]);

  return {
    ...view,
    edit: store.edit,
    undo: store.undo,
    redo: store.redo,
    flush: store.flush,
    take: (other) => store.take(storedOf(other)),
    insist: store.insist,
    current: store.read,
  };
}

/** What is not stored yet, on this device. */
function kept(key: string) {
  const name = `onus.survey.${key}`;
  return {
    read(): Stored | undefined {
      try {
        const { document, revision } = JSON.parse(localStorage.getItem(name) ?? '') as Stored;
        return document?.pages ? { document, revision } : undefined;
      } catch {
        return undefined;
      }
    },
    write(unsaved: Stored | null): void {
      try {
        if (unsaved) localStorage.setItem(name, JSON.stringify(unsaved));
        else localStorage.removeItem(name);
      } catch {
        // Storage is off or full: leaving asks then.
      }
    },
  };
}
