/** A shape of the server as it arrives: its dates are ISO 8601 text. */
export type Wire<T> = T extends Date
  ? string
  : T extends (infer One)[]
    ? Wire<One>[]
    : T extends object
      ? { [K in keyof T]: Wire<T[K]> }
      : T;
