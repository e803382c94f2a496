import { ApiProblem } from '../api/problem.ts';
import { noticeWords } from './notify.messages.ts';

export interface Notice {
  id: number;
  tone: 'done' | 'refused' | 'news';
  title?: string;
  text: string;
  /** Takes it back. Shown as a button for as long as the notice stands. */
  undo?: () => Promise<unknown>;
}

type Listener = (notices: readonly Notice[]) => void;

let notices: readonly Notice[] = [];
let last = 0;
const listeners = new Set<Listener>();

function publish(next: readonly Notice[]): void {
  notices = next;
  for (const tell of listeners) tell(notices);
}

export const noticeBoard = {
  read: () => notices,
  subscribe(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
  dismiss: (id: number) => publish(notices.filter((notice) => notice.id !== id)),
};

function say(notice: Omit<Notice, 'id'>): void {
  const id = ++last;
  // Three at most: a fourth pushes out the oldest, so that they never cover the page at 360 px.
  publish([...notices.slice(-2), { ...notice, id }]);
}

/** "Handed over to Lena Falk." With `undo` the notice offers to take it back. */
export function done(text: string, undo?: () => Promise<unknown>): void {
  say({ tone: 'done', text, undo });
}

/** Shows why something was not done, in the server's own sentence. */
export function refused(problem: unknown): void {
  if (problem instanceof ApiProblem && problem.status === 401) return;
  const text = problem instanceof Error ? problem.message : noticeWords.now().unknown;
  const title = problem instanceof ApiProblem ? problem.title : undefined;
  say({ tone: 'refused', title: title === text ? undefined : title, text });
}
