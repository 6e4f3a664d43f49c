import type { OmbudsmanMatter, RepresentationFile, UnattachedFile } from '../case-file.ts';
import type { Day } from '../day.ts';
import { notBefore, notInFuture, refuseWhen, type Check, type EarlierStep } from './checks.ts';
import type { ActContext } from './context.ts';

/** Where the Ombudsman's doings belong: to a representation, open or closed, or to a case of their own. */
export type OmbudsmansFile = RepresentationFile | UnattachedFile;

export function matterOf(file: OmbudsmansFile, ombudsmanRef: string): OmbudsmanMatter | undefined {
  return file.ombudsman.find((matter) => matter.ombudsmanRef === ombudsmanRef);
}

export function matterOnRecord(matter: OmbudsmanMatter | undefined, ombudsmanRef: string): Check {
  return refuseWhen(matter === undefined, 'no such matter', `Ombudsman reference ${ombudsmanRef} is not on record in this case`, 'ombudsmanRef');
}

/** The Ombudsman's case is open: neither decided nor closed. */
export function matterOpen(matter: OmbudsmanMatter | undefined): Check {
  if (matter?.closedOn !== undefined) return refuseWhen(true, 'matter closed', 'The Ombudsman’s case is closed');
  return refuseWhen(matter?.decidedOn !== undefined, 'matter decided', 'The Ombudsman has decided already');
}

export function datedInMatter(name: string, on: Day, matter: OmbudsmanMatter | undefined, context: ActContext, earlier: readonly EarlierStep[] = []): Check {
  return notInFuture(name, on, context) ?? notBefore(name, on, [{ on: matter?.receivedOn, when: 'the Ombudsman’s enquiry was received' }, ...earlier]);
}

/** `remedy`: its number, from 1. */
export function remedyOnRecord(matter: OmbudsmanMatter | undefined, remedy: number, field: string): Check {
  return refuseWhen(matter !== undefined && matter.remedies[remedy - 1] === undefined, 'no such remedy', `Remedy ${remedy} is not on record in the Ombudsman’s decision`, field);
}

export function withPublicReport(matter: OmbudsmanMatter | undefined): Check {
  return refuseWhen(matter !== undefined && matter.publicReport !== true, 'no public report', 'The Ombudsman made no public report in this matter', 'ombudsmanRef');
}
