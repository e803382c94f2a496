/** An object or an event of an object-centric log, or the declaration of a type, whichever form the file has. */
export type OcelElement =
  | { what: 'objectType' | 'eventType'; name: string; attributes: string[] }
  | {
      what: 'object' | 'event';
      id: string;
      type: string;
      /** Events only. */
      time: string;
      /** Of objects, an attribute may have had several values over time. */
      attributes: { name: string; value: string; time: string }[];
      /** Ids of objects. */
      related: string[];
    };

/** What is wrong with one element, with as much of it as helps to find it. */
export interface OcelProblem {
  reason: string;
  raw: string;
}

export interface OcelSink {
  element(element: OcelElement): void;
  bad(problem: OcelProblem): void;
}

/** Reads one of the two forms, piece by piece. */
export interface OcelReader {
  push(text: string): void;
  /** @throws Broken where the file ends early */
  end(): void;
}
