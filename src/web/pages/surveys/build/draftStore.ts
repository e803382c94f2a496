import type { SurveyDocument } from '../../../../listen/survey/document.ts';
import { ApiProblem } from '../../../api/problem.ts';
import { back, begin, forth, type History, step } from './history.ts';

export type SaveState = 'saved' | 'unsaved' | 'saving' | 'invalid' | 'failed' | 'conflict';

export interface DraftView {
  document: SurveyDocument;
  /** The revision of the draft that is stored; null: there is none, only what is published. */
  revision: number | null;
  canUndo: boolean;
  canRedo: boolean;
  state: SaveState;
  /** Why it is not saved, in a sentence, and where. */
  problem?: { text: string; at?: string | undefined } | undefined;
}

export interface Stored {
  document: SurveyDocument;
  revision: number | null;
}

interface Outside {
  /** Stores it; an `ApiProblem` 409 where somebody stored another one meanwhile. */
  put(document: SurveyDocument, revision: number | null): Promise<{ revision: number }>;
  /** What is wrong with the shape of it; nothing where it can be stored. */
  check(document: SurveyDocument): { text: string; at?: string } | undefined;
  /** Keeps on this device what is not stored yet; null once it is. */
  keep(unsaved: Stored | null): void;
  /** Does it a little later. @returns how to leave it. */
  later(act: () => void, ms: number): () => void;
  now(): number;
}

const SOON = 600;
const AGAIN = 5000;

/** A draft while somebody works on it: steps back and forth, and everything stored by itself a moment after. */
export class DraftStore {
  private readonly outside: Outside;
  private history: History<SurveyDocument>;
  private revision: number | null;
  private view: DraftView;
  private readonly listeners = new Set<() => void>();
  private leave: () => void = () => {};
  private flying: Promise<void> | undefined;

  constructor(stored: Stored, outside: Outside) {
    this.outside = outside;
    this.history = begin(stored.document);
    this.revision = stored.revision;
    this.view = this.seen('saved');
  }

  read = (): DraftView => this.view;

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  /** Changes a copy. Steps with the same tag in quick succession are one. */
  edit = (alter: (document: SurveyDocument) => void, tag?: string): void => {
    const next = structuredClone(this.history.now);
    alter(next);
    this.history = step(this.history, next, { ...(tag ? { tag } : {}), at: this.outside.now() });
    this.changed();
  };

  undo = (): void => {
    this.history = back(this.history);
    this.changed();
  };

  redo = (): void => {
    this.history = forth(this.history);
    this.changed();
  };

  /** What others stored: one step, so that what was here can be had back. */
  take = ({ document, revision }: Stored): void => {
    this.leave();
    // What was published just now is what I see already: no step, or undo would seem to do nothing.
    if (!alike(this.history.now, document)) {
      this.history = step(this.history, document, { at: this.outside.now() });
    }
    this.revision = revision;
    this.outside.keep(null);
    this.show('saved');
  };

  /** What was kept on this device from another time. */
  takeUp = (document: SurveyDocument): void => {
    this.history = step(this.history, document, { at: this.outside.now() });
    this.changed();
  };

  /** Mine holds, over the revision that others stored. */
  insist = (revision: number | null): Promise<boolean> => {
    this.revision = revision;
    this.show('unsaved');
    return this.flush();
  };

  /** Stores at once what is not stored. @returns whether everything is. */
  flush = async (): Promise<boolean> => {
    this.leave();
    for (;;) {
      if (this.state() === 'saved') return true;
      if (!this.flying && this.state() === 'conflict') return false;
      await (this.flying ?? this.save());
      if (!['saved', 'unsaved'].includes(this.state())) return false;
    }
  };

  private state(): SaveState {
    return this.view.state;
  }

  private changed(): void {
    const { state } = this.view;
    this.outside.keep({ document: this.history.now, revision: this.revision });
    // While two versions wait for a decision nothing is stored; what is typed meanwhile is kept here.
    if (state === 'conflict') this.show('conflict');
    else {
      this.show(this.flying ? 'saving' : 'unsaved');
      this.soon(SOON);
    }
  }

  private soon(ms: number): void {
    this.leave();
    this.leave = this.outside.later(() => void (this.flying ?? this.save()), ms);
  }

  private save(): Promise<void> {
    const document = this.history.now;
    const wrong = this.outside.check(document);
    if (wrong) {
      this.show('invalid', wrong);
      return Promise.resolve();
    }
    this.show('saving');
    this.flying = this.outside
      .put(document, this.revision)
      .then(
        ({ revision }) => {
          this.revision = revision;
          if (this.history.now === document) {
            this.outside.keep(null);
            this.show('saved');
          } else {
            this.outside.keep({ document: this.history.now, revision });
            this.show('unsaved');
            this.soon(SOON);
          }
        },
        (problem: unknown) => this.refused(problem),
      )
      .finally(() => {
        this.flying = undefined;
      });
    return this.flying;
  }

  private refused(problem: unknown): void {
    const text = problem instanceof Error ? problem.message : String(problem);
    const status = problem instanceof ApiProblem ? problem.status : 0;
    if (status === 409) this.show('conflict', { text });
    else if (problem instanceof ApiProblem && status < 500 && status !== 429) {
      this.show('invalid', { text, at: problem.errors[0]?.path });
    } else {
      this.show('failed', { text });
      this.soon(AGAIN);
    }
  }

  private show(state: SaveState, problem?: DraftView['problem']): void {
    this.view = this.seen(state, problem);
    for (const tell of this.listeners) tell();
  }

  private seen(state: SaveState, problem?: DraftView['problem']): DraftView {
    const { now, past, future } = this.history;
    return {
      document: now,
      revision: this.revision,
      canUndo: past.length > 0,
      canRedo: future.length > 0,
      state,
      problem,
    };
  }
}

/** The same content, whatever the order of the names: a database gives them back in one of its own. */
export function alike(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  const names = (of: object) =>
    Object.keys(of).filter((name) => (of as Record<string, unknown>)[name] !== undefined);
  const [mine, theirs] = [names(a), names(b)];
  return (
    mine.length === theirs.length &&
    mine.every((name) => alike((a as Record<string, unknown>)[name], (b as Record<string, unknown>)[name]))
  );
}
