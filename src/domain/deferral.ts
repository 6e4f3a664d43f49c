import type { RepresentationFile } from './case-file.ts';
import type { Day } from './day.ts';

/** Since when the whole case has been put off because of other proceedings; undefined where it is not, or only some of its elements are. */
export function deferredSince({ deferral, elements }: RepresentationFile): Day | undefined {
  if (deferral === undefined || deferral.resubmittedOn !== undefined) return undefined;
  const { elements: some } = deferral;
  return some === undefined || (elements.length > 0 && elements.every(({ element }) => some.includes(element))) ? deferral.on : undefined;
}

/** The case once its deferred complaint is taken up again: the clock of the stage it is in, if it is in one, starts afresh. Elements deferred by themselves stop no clock, and so start none. */
export function resubmitted(file: RepresentationFile, on: Day): Pick<RepresentationFile, 'deferral' | 'restartedOn'> {
  const deferral = { ...(file.deferral ?? { on }), resubmittedOn: on };
  const stage = deferredSince(file) === undefined ? undefined : openStage(file);
  if (stage === undefined) return file.restartedOn === undefined ? { deferral } : { deferral, restartedOn: file.restartedOn };
  return { deferral, restartedOn: { ...file.restartedOn, [stage]: [...(file.restartedOn?.[stage] ?? []), on] } };
}

function openStage({ stage1, stage2, stage3 }: RepresentationFile): 'stage1' | 'stage2' | 'stage3' | undefined {
  if (stage3.state === 'requested') return stage3.respondedOn === undefined ? 'stage3' : undefined;
  if (stage2.state === 'requested' || (stage2.state === 'accepted' && stage2.adjudicatedOn === undefined && stage2.closedOn === undefined)) return 'stage2';
  return stage1.state === 'running' || stage1.state === 'not started' ? 'stage1' : undefined;
}
