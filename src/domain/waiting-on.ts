import type { RepresentationFile } from './case-file.ts';
import type { RuleStage } from './procedure.ts';
import { stage2Progress } from './stage2-file.ts';
import type { ViewerRole } from './viewer.ts';

export const awaited = ['complaints team', 'responding manager', 'complainant', 'investigating officer', 'adjudicating officer', 'review panel'] as const;
export type Awaited = (typeof awaited)[number];

/** The part in a case on which it waits. The complaints team needs none, and a complainant has no account. */
export const awaitedParts = {
  'responding manager': 'responding_manager', 'investigating officer': 'investigating_officer', 'adjudicating officer': 'adjudicating_officer', 'review panel': 'panel_member',
} as const satisfies Partial<Record<Awaited, ViewerRole>>;

/** On whom a stage of a case waits: whoever has the next thing to do in it. */
export function waitingOn(file: RepresentationFile, stage: RuleStage): Awaited {
  if (stage === 'stage1') return file.respondingManager === undefined ? 'complaints team' : 'responding manager';
  if (stage === 'stage2') return stage2WaitsOn(file);
  if (stage === 'stage3') {
    const { stage3 } = file;
    return stage3.state === 'requested' && stage3.panelOn !== undefined && stage3.findingsOn === undefined ? 'review panel' : 'complaints team';
  }
  return 'complaints team';
}

function stage2WaitsOn(file: RepresentationFile): Awaited {
  const stage2 = stage2Progress(file.stage2);
  if (stage2.adjudicatedOn !== undefined || stage2.investigatingOfficer === undefined) return 'complaints team';
  if (stage2.sentForAdjudicationOn !== undefined) return 'adjudicating officer';
  if (stage2.statementAgreedOn !== undefined) return stage2.investigationReportOn === undefined ? 'investigating officer' : 'complaints team';
  return stage2.statements?.at(-1)?.state === 'sent' ? 'complainant' : 'investigating officer';
}
