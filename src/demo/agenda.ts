/** What is going to happen, in the order of time; what happens may put more on it. */
export class Agenda {
  private readonly waiting: { at: number; happen: () => Promise<unknown> }[] = [];

  add(at: number, happen: () => Promise<unknown>): void {
    // Behind everything of the same instant: whoever was entered first comes first.
    let low = 0;
    let high = this.waiting.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.waiting[middle] as { at: number }).at <= at) low = middle + 1;
      else high = middle;
    }
    this.waiting.splice(low, 0, { at, happen });
  }

  /** Runs everything up to `end`, telling the time before each; what lies beyond never happens. */
  async run(end: number, tell: (at: number) => void): Promise<void> {
    for (let next = this.waiting.shift(); next && next.at <= end; next = this.waiting.shift()) {
      tell(next.at);
      await next.happen();
    }
  }
}
