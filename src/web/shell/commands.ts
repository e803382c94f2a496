export type Command = 'spotlight' | 'shortcuts';

const listeners = new Set<(command: Command) => void>();

/** Opens what is loaded only when asked for; `Keys` listens. */
export function ask(command: Command): void {
  for (const tell of listeners) tell(command);
}

export function whenAsked(tell: (command: Command) => void): () => void {
  listeners.add(tell);
  return () => listeners.delete(tell);
}
