import type { RepresentationFile } from '../case-file.ts';
import { ruleOf, type Procedure } from '../procedure.ts';
import { makeClock, procedureOn, type Clock, type ClockContext } from './clock.ts';

/** The windows of receipt: a year to complain, and a year to come back after other proceedings. */
export function receiptClocks(file: RepresentationFile, context: ClockContext): Clock[] {
  const procedure = procedureOn(file, file.receivedOn, context);
  return procedure === undefined ? [] : [...yearToComplain(file, procedure, context), ...timeToResubmit(file, procedure, context)];
}

/** T01, C07. Counted for the case, and for each element whose grounds arose on another day or that came later. */
function yearToComplain(file: RepresentationFile, procedure: Procedure, context: ClockContext): Clock[] {
  const year = ruleOf(procedure, procedure.key === 'statutory' ? 'T01' : 'C07');
  const grounds = file.received.groundsAroseOn;
  const ofCase = grounds === undefined ? [] : [makeClock(year, { startedOn: grounds, endedOn: file.receivedOn }, context)];
  const ofElements = file.elements.flatMap(({ element, groundsAroseOn, addedOn }) => (groundsAroseOn === undefined || (groundsAroseOn === grounds && addedOn === undefined)
    ? [] : [makeClock(year, { startedOn: groundsAroseOn, endedOn: addedOn ?? file.receivedOn, about: `element ${element}` }, context)]));
  return [...ofCase, ...ofElements];
}

/** T23. From the end of the proceedings for which a statutory complaint was deferred. */
function timeToResubmit({ deferral }: RepresentationFile, procedure: Procedure, context: ClockContext): Clock[] {
  if (deferral?.proceedingsEndedOn === undefined || procedure.key !== 'statutory') return [];
  return [makeClock(ruleOf(procedure, 'T23'), { startedOn: deferral.proceedingsEndedOn, endedOn: deferral.resubmittedOn }, context)];
}
