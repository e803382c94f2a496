import { messages } from '../i18n/messages.ts';

const words = messages({
  en: {
    refused: 'Refused',
    answered: (status: number) =>
      `The server answered ${status}. Try again; if it stays so, tell your administrator.`,
    unreachable: 'No answer from Onus. Check the connection; what you typed is still here.',
  },
  de: {
    refused: 'Abgelehnt',
    answered: (status) =>
      `Der Server hat mit ${status} geantwortet. Versuchen Sie es noch einmal; bleibt es so, wenden Sie sich an Ihre Administration.`,
    unreachable: 'Keine Antwort von Onus. Prüfen Sie die Verbindung; was Sie eingegeben haben, ist noch da.',
  },
});

/** What the server answers when it refuses (RFC 9457), with our code and the offending fields. */
export interface ProblemBody {
  type?: string;
  title: string;
  status: number;
  detail?: string;
  code?: string;
  errors?: FieldError[];
  [fact: string]: unknown;
}

export interface FieldError {
  /** Dotted path of the field in the body that was sent, such as `people.0.email`. */
  path: string;
  message: string;
}

/** A refusal of the server. `detail` is a sentence for the person, telling what to do next. */
export class ApiProblem extends Error {
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly detail: string;
  readonly errors: FieldError[];
  readonly facts: Record<string, unknown>;

  constructor(status: number, body: Partial<ProblemBody>) {
    const detail = body.detail ?? body.title ?? words.now().answered(status);
    super(detail);
    this.name = 'ApiProblem';
    this.status = status;
    this.code = body.code ?? `http.${status}`;
    this.title = body.title ?? words.now().refused;
    this.detail = detail;
    this.errors = body.errors ?? [];
    this.facts = body;
  }

  /** The message for one field, to show under its input. */
  field(path: string): string | undefined {
    return this.errors.find((error) => error.path === path)?.message;
  }
}

/** No answer came at all: the network or the server is away. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super(words.now().unreachable, { cause });
    this.name = 'Unreachable';
  }
}
