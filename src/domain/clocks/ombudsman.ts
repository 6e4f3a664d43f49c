import type { OmbudsmanMatter, RepresentationFile } from '../case-file.ts';
import { remedyMetOn } from '../ombudsman-matters.ts';
import { ruleOf, type Procedure } from '../procedure.ts';
import { makeClock, procedureOn, type Clock, type ClockContext } from './clock.ts';

/**
 * The clocks of one of the Ombudsman's matters, in order. The window to go to the Ombudsman (T24) needs a day that no record holds.
 * @param file the case that it is about; undefined where that is not on record
 */
export function ombudsmanClocks(file: RepresentationFile | undefined, matter: OmbudsmanMatter, context: ClockContext): Clock[] {
  const procedure = (file === undefined ? undefined : procedureOn(file, matter.receivedOn, context)) ?? context.procedures.corporate.standard;
  return [...reply(matter, procedure, context), ...comments(matter, procedure, context), ...remedies(matter, procedure, context), ...publicReport(matter, procedure, context)];
}

const isOver = ({ closedOn, decidedOn, decision }: OmbudsmanMatter): boolean => closedOn !== undefined || decidedOn !== undefined || decision !== undefined;

/** T25 for a first call for papers, T26 for a full enquiry. */
function reply(matter: OmbudsmanMatter, procedure: Procedure, context: ClockContext): Clock[] {
  if (matter.kind !== 'documents' && matter.kind !== 'full' && matter.replyDueOn === undefined) return [];
  const start = { startedOn: matter.enquiredOn ?? matter.receivedOn, endedOn: matter.repliedOn, statedDueOn: matter.replyDueOn, over: isOver(matter), about: matter.ombudsmanRef };
  return [makeClock(ruleOf(procedure, matter.kind === 'documents' ? 'T25' : 'T26'), start, context)];
}

/** T27. */
function comments(matter: OmbudsmanMatter, procedure: Procedure, context: ClockContext): Clock[] {
  if (matter.draftOn === undefined) return [];
  return [makeClock(ruleOf(procedure, 'T27'), { startedOn: matter.draftOn, endedOn: matter.commentsSentOn, statedDueOn: matter.commentsDueOn, over: isOver(matter), about: matter.ombudsmanRef }, context)];
}

/** T28, for each remedy. */
function remedies(matter: OmbudsmanMatter, procedure: Procedure, context: ClockContext): Clock[] {
  const { decidedOn } = matter;
  if (decidedOn === undefined || matter.decisionUndated === true) return [];
  return matter.remedies.map((remedy, index) => makeClock(ruleOf(procedure, 'T28'), { startedOn: decidedOn, endedOn: remedyMetOn(remedy) ?? matter.closedOn, statedDueOn: remedy.dueOn, about: `${matter.ombudsmanRef}, remedy ${index + 1}` }, context));
}

/** T29a to publicise a public report, T29 to answer it. */
function publicReport(matter: OmbudsmanMatter, procedure: Procedure, context: ClockContext): Clock[] {
  if (matter.decidedOn === undefined || matter.decisionUndated === true || matter.publicReport !== true) return [];
  const startedOn = matter.publicReportReceivedOn ?? matter.decidedOn;
  return [
    makeClock(ruleOf(procedure, 'T29a'), { startedOn, endedOn: matter.reportPublicisedOn ?? matter.closedOn, about: matter.ombudsmanRef }, context),
    makeClock(ruleOf(procedure, 'T29'), { startedOn, endedOn: matter.reportAnsweredOn ?? matter.closedOn, about: matter.ombudsmanRef }, context),
  ];
}
