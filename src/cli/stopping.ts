import { constants } from 'node:os';

export const signalsToEnd = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
export type SignalToEnd = (typeof signalsToEnd)[number];

/** Why work ended that somebody stopped from outside: what is said of it, and the exit code that a shell gives for its signal. */
export class Stopped extends Error {
  override name = 'Stopped';
  readonly exitCode: number;
  constructor(signal: SignalToEnd, kept: string) {
    super(`Stopped (${signal}): ${kept}.`);
    this.exitCode = 128 + constants.signals[signal];
  }
}

let underWay: { readonly kept: string; readonly controller: AbortController } | undefined;

/** Does work that ends in its own order when it is told to stop, by the signal given to it. `kept` says what is then left: `nothing of this register was kept`. */
export async function stoppable<T>(kept: string, work: (stop: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  underWay = { kept, controller };
  try {
    return await work(controller.signal);
  } finally {
    underWay = undefined;
  }
}

/** Tells work that is under way to stop. False where there is none that can be told. */
export function stopWork(signal: SignalToEnd): boolean {
  if (underWay === undefined) return false;
  underWay.controller.abort(new Stopped(signal, underWay.kept));
  return true;
}
