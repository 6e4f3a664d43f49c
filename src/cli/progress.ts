import cliProgress from 'cli-progress';

export type Progress = { update(done: number, of: number): void; stop(): void };

/** A bar for long work, on the terminal's error stream; nothing where that is not a terminal. */
export function progressBar(doing: string, what: string): Progress {
  if (!process.stderr.isTTY) return { update: () => {}, stop: () => {} };
  const bar = new cliProgress.SingleBar({
    format: `${doing} {bar} {percentage}% | {value} of {total} ${what} | {eta_formatted} left`, hideCursor: true, clearOnComplete: true, stream: process.stderr,
  }, cliProgress.Presets.shades_classic);
  let started = false;
  return {
    update(done, of) {
      if (started) {
        bar.setTotal(of);
        bar.update(done);
      } else {
        bar.start(of, done);
        started = true;
      }
    },
    stop() {
      if (started) bar.stop();
      started = false;
    },
  };
}
