/**
 * The one error a room raises on purpose. `code` is stable and machine-readable (snake_case), `message` is a
 * plain sentence that tells the person what to do next, `facts` are the values behind it.
 * platform/http turns it into an RFC 9457 problem; the command line prints the sentence.
 */
export class Refusal extends Error {
  readonly code: string;
  readonly facts: Record<string, unknown>;
  readonly status: number;

  constructor(code: string, message: string, facts: Record<string, unknown> = {}, status = 422) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.facts = facts;
    this.status = status;
  }
}

/** What was asked for does not exist, or the asker may not know that it does (404). */
export function notFound(what: string, id: unknown): Refusal {
  return new Refusal('not_found', `There is no ${what} “${String(id)}”.`, { what, id }, 404);
}

/** Somebody else changed it first (409). */
export function conflict(code: string, message: string, facts: Record<string, unknown> = {}): Refusal {
  return new Refusal(code, message, facts, 409);
}
