import { useQueryClient } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { api } from '../../api/api.ts';
import { ApiProblem } from '../../api/problem.ts';
import { useChange } from '../../api/useChange.ts';
import { refused } from '../../parts/notify.ts';
import type { Change } from './changes.ts';
import { useEditWords } from './edit.messages.ts';
import { type Draft, draftOf, type Journey } from './journey.ts';

interface Edit {
  said: string;
  call: () => Promise<Journey>;
}

/** Somebody saved in between: what they did, what I wanted, and where both cannot be. */
export interface Conflict {
  changedBy: string;
  theirs: Change[];
  mine: Change[];
  clashes: { name: string; field: string; mine: unknown; theirs: unknown }[];
  settle(how: 'both' | 'mine' | 'theirs' | 'drop'): void;
}

export interface EditOptions {
  /** When it is saved, refused (by the server or the network), or a conflict has taken over. */
  after?: (refused: boolean) => void;
  /**
   * The map on which a form was opened, or typing began. What others did since then is a conflict even where this page has
   * read it meanwhile: whoever fills in the form has not.
   */
  began?: Journey | undefined;
}

export interface Editor {
  busy: boolean;
  /** The map as far as it is known here, saved or about to be. */
  now(): Journey;
  /** Changes the whole map as one step; what `change` leaves is what is saved. */
  edit(said: string, change: (draft: Draft) => void, options?: EditOptions): void;
  /** Adds something that the server names. */
  add(said: string, path: 'phases' | 'touchpoints', body: object): void;
  undo: (() => void) | undefined;
  redo: (() => void) | undefined;
  conflict: Conflict | undefined;
}

interface Past {
  /** The version my last step made; another one means that somebody else went on. */
  mine: number;
  back: number[];
  forth: number[];
}

/**
 * Every edit is saved at once under the version it began from; steps go back and forth through versions. Edits wait for
 * each other, so that typing fast is no conflict with oneself. Somebody else's edit in between opens a choice.
 */
export function useEdit(journey: Journey): Editor {
  const cache = useQueryClient();
  const words = useEditWords();
  const path = `/journeys/${journey.key}`;
  const at = ['journeys', journey.key, path, {}];
  const waiting = useRef<Promise<boolean>>(Promise.resolve(false));
  const [past, setPast] = useState<Past>({ mine: journey.version, back: [], forth: [] });
  const [conflict, setConflict] = useState<Conflict>();
  const made = useRef(new Set<number>());
  const latest = () => cache.getQueryData<Journey>(at) ?? journey;
  const keep = (saved: Journey) => {
    made.current.add(saved.version);
    cache.setQueryData(at, saved);
  };
  /** The map to alter: the latest, unless somebody else changed it after a form was opened. */
  const baseOf = (began: Journey | undefined): Journey => {
    const now = latest();
    if (!began) return now;
    for (let version = began.version + 1; version <= now.version; version++)
      if (!made.current.has(version)) return began;
    return now;
  };
  const step = (before: Journey, saved: Journey) => {
    keep(saved);
    if (saved.version === before.version) return;
    setPast((now) => ({
      mine: saved.version,
      back: [...(now.mine === before.version ? now.back : []), before.version],
      forth: [],
    }));
  };
  const stepped = (before: Journey, saved: Journey): Journey => {
    step(before, saved);
    return saved;
  };
  const change = useChange<Edit, Journey>({
    call: ({ call }) => call(),
    touches: [['journeys'], ['atlas'], ['ownership'], ['placement']],
    said: (_, { said }) => said,
    undo: (saved) =>
      api
        .post<Journey>(`${path}/restoration`, { version: saved.version - 1, expect: saved.version })
        .then((back) => step(saved, back)),
    quiet: true,
  });
  const reread = () => void cache.invalidateQueries({ queryKey: ['journeys', journey.key] });
  const run = (edit: Edit, settled?: (problem: ApiProblem) => boolean): Promise<boolean> => {
    waiting.current = waiting.current
      .then(() => change.mutateAsync(edit))
      .then(() => false)
      .catch((problem) => {
        if (problem instanceof ApiProblem && settled?.(problem)) return false;
        reread();
        refused(problem);
        return true;
      });
    return waiting.current;
  };

  const choose = (problem: ApiProblem, said: string, draft: Draft, expect: number) => {
    if (problem.code !== 'journey_changed_meanwhile' && problem.code !== 'journey_edits_clash') return false;
    const { changedBy = '', theirs = [], mine = [], clashes = [] } = problem.facts as Partial<Conflict>;
    setConflict({
      changedBy,
      theirs,
      mine,
      clashes,
      settle(how) {
        setConflict(undefined);
        reread();
        if (how === 'drop') return;
        const call = () =>
          api.put<Journey>(path, { ...draft, expect, merge: how }).then((saved) => stepped(saved, saved));
        void run({ said, call }, (again) => choose(again, said, draft, expect));
      },
    });
    return true;
  };

  const to =
    (version: number, next: (now: Past, before: Journey) => Omit<Past, 'mine'>, said: string) => () => {
      const before = latest();
      const call = () =>
        api.post<Journey>(`${path}/restoration`, { version, expect: past.mine }).then((saved) => {
          keep(saved);
          setPast((now) => ({ ...next(now, before), mine: saved.version }));
          return saved;
        });
      void run({ said, call });
    };
  const mine = past.mine === journey.version;
  const [back, forth] = [past.back.at(-1), past.forth.at(-1)];
  return {
    busy: change.isPending,
    conflict,
    now: latest,
    edit(said, alter, { after, began } = {}) {
      let draft = draftOf(latest());
      let expect = 0;
      const call = () => {
        const before = baseOf(began);
        draft = draftOf(before);
        alter(draft);
        expect = before.version;
        return api.put<Journey>(path, { ...draft, expect }).then((saved) => stepped(before, saved));
      };
      void run({ said, call }, (problem) => choose(problem, said, draft, expect)).then(after);
    },
    add(said, what, body) {
      const call = () => {
        const before = latest();
        // Adding needs no version: whatever others did meanwhile, there is one thing more.
        return api.post<Journey>(`${path}/${what}`, body).then((saved) => stepped(before, saved));
      };
      void run({ said, call });
    },
    undo:
      mine && back !== undefined
        ? to(
            back,
            (now, before) => ({ back: now.back.slice(0, -1), forth: [...now.forth, before.version] }),
            words.undone,
          )
        : undefined,
    redo:
      mine && forth !== undefined
        ? to(
            forth,
            (now, before) => ({ back: [...now.back, before.version], forth: now.forth.slice(0, -1) }),
            words.redone,
          )
        : undefined,
  };
}
