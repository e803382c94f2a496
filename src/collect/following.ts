/** Somebody a batch has made of a mere mention, as the next one must know of them before they are committed. */
export interface Newcomer {
  identityId: string;
  customerId: string | null;
}

/** Milliseconds. */
const PATIENCE = 20_000;

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

  /** @param work takes the batch in and says here how far it has come */
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
    return this.patiently(this.made.promise);
  }

  untilStored(): Promise<void> {
    return this.patiently(this.put.promise);
  }

  untilDone(): Promise<unknown> {
    return this.patiently(this.done);
  }

  /**
   * Whoever waits here holds rows. A third one that waits for those, and for whom this batch waits, would be a circle that the
   * database cannot see; so nobody waits for ever, but lets go and begins anew afterwards.
   */
  private async patiently<T>(step: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new LeaderBroke('It takes long.')), PATIENCE);
    });
    try {
      return await Promise.race([this.fell.promise, step, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

/** Where a batch stands among those of its run. */
export interface Place {
  follows: Leading | undefined;
  leading: Leading;
}

/**
 * Takes each batch in while the next one follows a step behind and the one after that is read. A failure ends the run, once what is
 * under way has ended.
 */
export async function takeInTurn<T>(
  batches: AsyncIterable<T> | Iterable<T>,
  take: (batch: T, place: Place) => Promise<unknown>,
): Promise<void> {
  let last: Leading | undefined;
  try {
    for await (const batch of batches) {
      const follows = last;
      // Its failure is seen at the next turn.
      last = new Leading((leading) => take(batch, { follows, leading }));
      await follows?.done;
    }
  } finally {
    await last?.done;
  }
}

/** The batch before, on which this one built, was rolled back, or takes longer than anybody should hold rows for. */
export class LeaderBroke extends Error {
  constructor(cause: unknown) {
    super('This batch cannot go on beside the one before.', { cause });
  }
}
