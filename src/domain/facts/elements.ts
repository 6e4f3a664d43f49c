import type { ElementFile } from '../case-file.ts';
import { stage2Progress } from '../stage2-file.ts';
import { stage3Progress } from '../stage3-file.ts';
import { findings } from '../terms.ts';
import { withField, type Fact, type TextKey } from './fact.ts';

function ofElement(field: TextKey<ElementFile>, more: Omit<Fact, 'read' | 'correct'> = {}): Fact {
  return {
    ...more,
    read: (file, { element }) => file.elements.find((each) => each.element === element)?.[field],
    correct: (next, to, { element }) => { next.elements = next.elements.map((each) => (each.element === element ? withField(each, field, to) : each)); },
  };
}

/** The facts of one point of a complaint. */
export const factsOfElements = {
  elementTheme: ofElement('theme'), elementService: ofElement('service'), elementComplaint: ofElement('complaint'),
  elementStage1Finding: ofElement('stage1Finding', { values: findings }),
  elementStage2Finding: ofElement('stage2Finding', { values: findings, mayBeFilledIn: (file) => stage2Progress(file.stage2).adjudicatedOn !== undefined }),
  elementStage3Finding: ofElement('stage3Finding', { values: findings, mayBeFilledIn: (file) => stage3Progress(file.stage3).findingsOn !== undefined || stage3Progress(file.stage3).respondedOn !== undefined }),
} as const satisfies Record<string, Fact>;
