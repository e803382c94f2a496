import { useCallback, useEffect, useRef, useState } from 'react';
import type { Draft, DraftContent, DraftKind } from '../../../../close/desk/shapes.ts';
import { api } from '../../../api/api.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { queries } from '../../../api/queries.ts';
import { useApi } from '../../../api/useApi.ts';
import type { Wire } from '../../../api/wire.ts';

export type KeptDraft = Wire<Draft>;
export type Content = Wire<DraftContent>;

/** After the last letter; short enough that closing the lid loses nothing that matters. */
const pause = 600;

export function useDrafts(caseId: string) {
  return useApi<{ items: KeptDraft[] }>(['drafts', caseId], `/cases/${caseId}/drafts`, { keep: false });
}

const isEmpty = (content: Content) =>
  !content.text?.trim() && !content.subject?.trim() && (content.files ?? []).length === 0;

/**
 * Keeps what is being written with the server while it is written. Where another device has kept something else meanwhile, nothing
 * is overwritten: `theirs` is what stands there, and the person chooses.
 */
export function useKeptDraft(caseId: string, kind: DraftKind, kept: KeptDraft | undefined) {
  const [content, setContent] = useState<Content>(kept?.content ?? {});
  const [theirs, setTheirs] = useState<KeptDraft>();
  const [setAside, setSetAside] = useState<Content | null>(kept?.setAside ?? null);
  const [keptAt, setKeptAt] = useState<string | undefined>(kept?.changedAt);
  const at = useRef({
    revision: kept?.revision ?? 0,
    content: kept?.content ?? {},
    dirty: false,
    stopped: false,
    timer: 0,
    flying: Promise.resolve(),
  });
  const path = `/cases/${caseId}/drafts/${kind}`;

  const save = useCallback(
    async (over: boolean) => {
      const now = at.current;
      if (now.stopped) return;
      now.dirty = false;
      try {
        if (isEmpty(now.content)) {
          if (now.revision > 0) await api.del(path);
          now.revision = 0;
          setKeptAt(undefined);
        } else {
          const body = { content: now.content, revision: now.revision, over };
          const saved = await api.put<KeptDraft>(path, body);
          now.revision = saved.revision;
          setKeptAt(saved.changedAt);
          setSetAside(saved.setAside);
        }
        setTheirs(undefined);
        // Coming back here, or from another form, the words are there at once.
        await queries.invalidateQueries({ queryKey: ['drafts', caseId], refetchType: 'none' });
      } catch (problem) {
        if (problem instanceof ApiProblem && problem.code === 'draft_changed')
          setTheirs(problem.facts.draft as KeptDraft);
        // No connection, or a refusal: it is still on the screen, and goes with the next letter.
        now.dirty = true;
      }
    },
    [caseId, path],
  );
  const soon = useCallback(
    (over = false) => {
      const now = at.current;
      window.clearTimeout(now.timer);
      now.flying = now.flying.then(() => save(over));
      return now.flying;
    },
    [save],
  );
  const change = useCallback(
    (part: Partial<Content>) => {
      const now = at.current;
      now.content = { ...now.content, ...part };
      now.dirty = true;
      setContent(now.content);
      window.clearTimeout(now.timer);
      now.timer = window.setTimeout(() => void soon(), pause);
    },
    [soon],
  );
  /** Before it is sent: nothing that is still on its way may come after. */
  const settle = useCallback(async () => {
    at.current.stopped = true;
    window.clearTimeout(at.current.timer);
    await at.current.flying;
  }, []);
  const goOn = useCallback(() => {
    at.current.stopped = false;
  }, []);

  useEffect(() => {
    const flush = () => {
      if (at.current.dirty && document.visibilityState === 'hidden') void soon();
    };
    document.addEventListener('visibilitychange', flush);
    return () => {
      document.removeEventListener('visibilitychange', flush);
      if (at.current.dirty) void soon();
    };
  }, [soon]);

  return {
    content,
    change,
    keptAt,
    theirs,
    setAside,
    settle,
    goOn,
    takeTheirs: () => {
      if (!theirs) return;
      // What is on this screen becomes the one that is set aside.
      const mine = at.current.content;
      at.current.revision = theirs.revision;
      at.current.content = theirs.content;
      at.current.dirty = false;
      setContent(theirs.content);
      setSetAside(mine);
      setTheirs(undefined);
    },
    keepMine: () => void soon(true),
    swap: () => {
      if (!setAside) return;
      const mine = at.current.content;
      change(setAside);
      setSetAside(isEmpty(mine) ? null : mine);
    },
  };
}

export type Keeper = ReturnType<typeof useKeptDraft>;
