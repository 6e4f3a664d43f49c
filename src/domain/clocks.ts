import type { CaseFile, RepresentationFile, UnattachedFile } from './case-file.ts';
import type { Clock, ClockContext } from './clocks/clock.ts';
import { ombudsmanClocks } from './clocks/ombudsman.ts';
import { receiptClocks } from './clocks/receipt.ts';
import { stage1Clocks } from './clocks/stage1.ts';
import { stage2Clocks } from './clocks/stage2.ts';
import { stage3Clocks } from './clocks/stage3.ts';

export type { Clock, ClockContext } from './clocks/clock.ts';
export { type Standing, standingInWords } from './clocks/standing.ts';

/**
 * Every clock and window of a representation, running or ended, in the order of the procedure: one stage a file, one rule a function.
 * @throws CalendarEndError where a due day lies past the days known.
 */
export function clocksOf(file: RepresentationFile, context: ClockContext): readonly Clock[] {
  return [...receiptClocks(file, context), ...stage1Clocks(file, context), ...stage2Clocks(file, context), ...stage3Clocks(file, context), ...file.ombudsman.flatMap((matter) => ombudsmanClocks(file, matter, context))];
}

/** Every clock of the Ombudsman's matters that belong to no case on record. */
export function clocksOfUnattached(file: UnattachedFile, context: ClockContext): readonly Clock[] {
  return file.ombudsman.flatMap((matter) => ombudsmanClocks(undefined, matter, context));
}

/** Every clock of a case of whatever kind. A compliment has none. */
export function clocksOfCase(file: CaseFile, context: ClockContext): readonly Clock[] {
  switch (file.kind) {
    case 'representation': return clocksOf(file, context);
    case 'unattached': return clocksOfUnattached(file, context);
    case 'compliment': return [];
    default: return file satisfies never;
  }
}
