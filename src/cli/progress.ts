/** A bar on standard error once something takes longer than a second; without a terminal, a line every ten seconds. */
export interface Progress {
  /** `share` from 0 to 1. */
  at(share: number, words: string): void;
  end(): void;
}

const width = 28;

export function progress(quiet = false): Progress {
  const began = performance.now();
  const terminal = process.stderr.isTTY === true;
  let last = 0;
  let shown = false;
  return {
    at(share, words) {
      const now = performance.now();
      if (quiet || now - began < 1000 || now - last < (terminal ? 100 : 10_000)) return;
      last = now;
      const done = Math.min(1, Math.max(0, share));
      const left = done > 0.02 ? `, ${remaining(((now - began) / done) * (1 - done))} left` : '';
      const percent = `${Math.round(done * 100)}`.padStart(3);
      if (!terminal) {
        process.stderr.write(`${percent} %  ${words}${left}\n`);
        return;
      }
      shown = true;
      const filled = Math.round(done * width);
      process.stderr.write(
        `\r\x1b[K${'━'.repeat(filled)}${'─'.repeat(width - filled)} ${percent} %  ${words}${left}`,
      );
    },
    end() {
      if (shown) process.stderr.write('\r\x1b[K');
    },
  };
}

function remaining(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  return seconds < 90 ? `${seconds} s` : `${Math.ceil(seconds / 60)} min`;
}
