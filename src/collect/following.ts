/** Somebody a batch has made of a mere mention, as the next one must know of them before they are committed. */
export interface Newcomer {
  identityId: string;
  customerId: string | null;
}

/**
 * A batch on its way through the loop, as the next one of the same run sees it, which follows a step behind: it looks up
 * its people while this one's facts are stored, and stores its own while this one is counted. It counts, and commits, only after
 * this one has. A batch whose steps cannot be told apart (records of people, a key twice) never says where it is, and the next
 * one waits for all of it.
 */
export class Leading {
  private readonly made = Promise.withResolvers<readonly Newcomer[]>();
  private readonly put = Promise.withResolvers<void>();
  private readonly fell = Promise.withResolvers<never>();
  /** Settled once the batch is committed, or has failed for good; then with its error. */
  readonly done: Promise<unknown>;
  constructor(work: (leading: Leading) => Promise<unknown>) {
    for (const promise of [this.made.promise, this.put.promise, this.fell.promise])
      promise.catch(() => undefined);
    this.done = work(this);
    this.done.then(
      () => {
        this.made.resolve([]);
        this.put.resolve();
      },
      (error) => this.broke(error),
    );
  }

  /** Its people are known, and none will be made any more. */
  placed(made: readonly Newcomer[]): void {
    this.made.resolve(made);
  }

  stored(): void {
    this.put.resolve();
  }

  /** What it did is undone; it may be tried again. Who follows has built on it and begins anew after it. */
  broke(error: unknown): void {
    const reason = new LeaderBroke(error);
    this.made.reject(reason);
    this.put.reject(reason);
    this.fell.reject(reason);
  }

  /** @returns the people it has made that may not be committed yet */
  untilPlaced(): Promise<readonly Newcomer[]> {
    return Promise.race([this.fell.promise, this.made.promise]);
  }

  untilStored(): Promise<void> {
    return Promise.race([this.fell.promise, this.put.promise]);
  }

  untilDone(): Promise<unknown> {
    return Promise.race([this.fell.promise, this.done]);
  }
}

/** The batch before, on which this one built, was rolled back. */
export class LeaderBroke extends Error {
  constructor(cause: unknown) {
    super('The batch before was rolled back.', { cause });
  }
}
