import type { PermittedRefusal } from './events.ts';
import type { Certainty } from './procedure.ts';
import type { Handling } from './terms.ts';

export type Capacity = { readonly name: string; readonly by: 'right' | 'sufficient interest' | 'no right'; readonly law: string; readonly certainty: Certainty };

const act1989 = 'Children Act 1989';

/** In what capacity a person complains: the law's own list, and X for anyone who is not on it. */
export const capacities = {
  P1: { name: 'Child looked after by the authority, or in need', by: 'right', law: `${act1989} section 26(3)(a)`, certainty: 'FOUND-2nd' },
  P2: { name: 'Parent of such a child', by: 'right', law: `${act1989} section 26(3)(b)`, certainty: 'FOUND-2nd' },
  P3: { name: 'Person with parental responsibility who is not a parent', by: 'right', law: `${act1989} section 26(3)(c)`, certainty: 'FOUND-2nd' },
  P4: { name: 'Local authority foster parent, also with an independent agency', by: 'right', law: `${act1989} section 26(3)(d)`, certainty: 'FOUND-2nd' },
  P5: { name: 'Another person with sufficient interest in the child’s welfare', by: 'sufficient interest', law: `${act1989} section 26(3)(e)`, certainty: 'FOUND-2nd' },
  P6: { name: 'Care leaver', by: 'right', law: `${act1989} section 24D`, certainty: 'FOUND-2nd' },
  P7: { name: 'Special guardian', by: 'right', law: `${act1989} section 26(3C)`, certainty: 'FOUND-2nd' },
  P8: { name: 'Child under a special guardianship order, or a parent of that child', by: 'right', law: `${act1989} section 26(3C)`, certainty: 'FOUND-2nd' },
  P9: { name: 'Person who asked for an assessment for special guardianship support', by: 'right', law: `${act1989} section 14F(3) and (4)`, certainty: 'FOUND-2nd' },
  P10: { name: 'Child who may be adopted, or a parent or guardian of that child', by: 'right', law: `${act1989} section 26(3B); Adoption and Children Act 2002 section 3(1)`, certainty: 'FOUND-2nd' },
  P11: { name: 'Person who wishes to adopt', by: 'right', law: `${act1989} section 26(3B)`, certainty: 'FOUND-2nd' },
  P12: { name: 'Another person to whom adoption support services extend', by: 'right', law: `${act1989} section 26(3B)`, certainty: 'FOUND-2nd' },
  P13: { name: 'Adopted person, adoptive parent, birth parent or former guardian', by: 'right', law: `${act1989} section 26(3B)`, certainty: 'FOUND-2nd' },
  P14: { name: 'Another person with sufficient interest in a child who may be adopted or is under special guardianship', by: 'sufficient interest', law: `${act1989} sections 26(3B)(b) and 26(3C)(c)`, certainty: 'FOUND-2nd' },
  P15: { name: 'Person complaining of the usual fostering limit, or of a voluntary organisation', by: 'right', law: `${act1989} schedule 7 paragraph 6 and section 59(4)`, certainty: 'FOUND' },
  X: { name: 'Anyone else', by: 'no right', law: 'Not on the law’s list of those who may complain', certainty: 'SEED' },
} as const satisfies Readonly<Record<string, Capacity>>;
export type CapacityKey = keyof typeof capacities;

function isCapacity(key: string): key is CapacityKey {
  return Object.hasOwn(capacities, key);
}

/** Whether a person in this capacity may complain only if found to have sufficient interest in the child's welfare. */
export function needsSufficientInterest(capacity: string): boolean {
  return isCapacity(capacity) && capacities[capacity].by === 'sufficient interest';
}

export type Matter = {
  readonly name: string;
  /** Where it usually goes. */
  readonly handling: Extract<Handling, 'statutory' | 'corporate' | 'redirected'>;
  /** Who considers it, where that is not the authority's own procedures. */
  readonly elsewhere?: string;
  readonly law: string; readonly certainty: Certainty;
};

/** What a point of complaint is about: the function complained of decides the procedure, not the family's status. */
export const matters = {
  support_for_child_in_need: { name: 'Services and support for a child in need or looked after, and their families', handling: 'statutory', law: `${act1989} Part III`, certainty: 'FOUND' },
  assessment_and_care_planning: { name: 'Assessment, care planning and review', handling: 'statutory', law: `${act1989} Part III`, certainty: 'FOUND-2nd' },
  leaving_care: { name: 'Support for care leavers', handling: 'statutory', law: `${act1989} sections 23A to 24D`, certainty: 'FOUND-2nd' },
  staff_conduct: { name: 'Attitude or behaviour of staff in such work', handling: 'statutory', law: 'Getting the Best from Complaints 2.2.1', certainty: 'FOUND-2nd' },
  complaints_procedure: { name: 'Delay or failure in the complaints procedure itself', handling: 'statutory', law: 'Getting the Best from Complaints 2.2.1', certainty: 'FOUND-2nd' },
  care_or_supervision_application: { name: 'Decision to apply for a care or supervision order', handling: 'statutory', law: `${act1989} section 31(1); SI 2006/1738 regulation 3`, certainty: 'FOUND' },
  effect_of_care_order: { name: 'What is done under a care order', handling: 'statutory', law: `${act1989} section 33(3), (4), (6) to (9); SI 2006/1738 regulation 3`, certainty: 'FOUND' },
  contact: { name: 'Contact with a child in care', handling: 'statutory', law: `${act1989} section 34(6) and (8); SI 2006/1738 regulation 3`, certainty: 'FOUND' },
  supervision: { name: 'Supervision under a supervision order', handling: 'statutory', law: `${act1989} section 35(1) and (2); SI 2006/1738 regulation 3`, certainty: 'FOUND' },
  child_assessment_order: { name: 'Application for a child assessment order', handling: 'statutory', law: `${act1989} section 43(1); SI 2006/1738 regulation 3`, certainty: 'FOUND' },
  emergency_protection: { name: 'Application for emergency protection, and the return of the child', handling: 'statutory', law: `${act1989} section 44(1), (10) and (11); SI 2006/1738 regulation 3`, certainty: 'FOUND' },
  adoption_support: { name: 'Adoption support, and assessment for it', handling: 'statutory', law: 'SI 2006/1738 regulation 4', certainty: 'FOUND' },
  placement_for_adoption: { name: 'Placement for adoption and removal', handling: 'statutory', law: 'Adoption and Children Act 2002 sections 18 to 40; SI 2006/1738 regulation 4', certainty: 'FOUND' },
  special_guardianship_support: { name: 'Special guardianship support', handling: 'statutory', law: 'SI 2006/1738 regulation 5', certainty: 'FOUND' },

  early_help: { name: 'Early help', handling: 'corporate', law: 'Not a function that the regulations name', certainty: 'SEED' },
  child_protection_enquiry: { name: 'Child protection enquiries, and the process or outcome of a conference', handling: 'corporate', elsewhere: 'The safeguarding partnership’s own procedure, for a conference', law: `${act1989} section 47 is not a function that the regulations name`, certainty: 'FOUND-2nd' },
  court_report: { name: 'A report to the court or a statement in it', handling: 'redirected', elsewhere: 'The court', law: 'Councils’ own manuals; the Ombudsman may not consider it either (Local Government Act 1974 schedule 5)', certainty: 'FOUND-2nd' },
  court_decision: { name: 'A decision of the court', handling: 'redirected', elsewhere: 'The court', law: 'Local Government Act 1974 schedule 5', certainty: 'SEED' },
  approval_of_carers: { name: 'Assessment and approval of foster carers or adopters', handling: 'corporate', elsewhere: 'The Independent Review Mechanism', law: 'Not a function that the regulations name', certainty: 'FOUND-2nd' },
  professional_misconduct: { name: 'Professional misconduct', handling: 'redirected', elsewhere: 'Staffing procedures and Social Work England; what it meant for the family is still answered at stage 1', law: 'Ombudsman decision 25-013-323', certainty: 'FOUND' },
  personal_data: { name: 'Accuracy of records, access to them', handling: 'redirected', elsewhere: 'Data protection, and the Information Commissioner; putting a record right may still be a remedy', law: 'Ombudsman decision 25-006-550', certainty: 'FOUND' },
  special_needs_and_schools: { name: 'Special educational needs, school admissions, transport', handling: 'corporate', elsewhere: 'The tribunal or the appeal, where there is one', law: 'Not a function that the regulations name', certainty: 'SEED' },
  disagreement_between_professionals: { name: 'A disagreement between professionals', handling: 'redirected', elsewhere: 'The partnership’s escalation procedure', law: 'Not made for a child or family', certainty: 'FOUND-2nd' },
  policy: { name: 'A policy as such, with no child concerned', handling: 'corporate', law: 'No individual child', certainty: 'RECALLED(m)' },
} as const satisfies Readonly<Record<string, Matter>>;
export type MatterKey = keyof typeof matters;

export type ElementAnswers = {
  readonly element: number; readonly matter: MatterKey;
  /** Made more than a year after its grounds arose, and what was decided about that. */
  readonly late?: 'undecided' | 'considered' | 'not considered';
  /** Other proceedings about the same thing. A court case is not by itself a reason: only that considering the complaint might prejudice it is. */
  readonly proceedings?: 'might prejudice' | 'would not prejudice';
  readonly alreadyConsidered?: boolean;
  /** What somebody means to do with it, to be warned about. */
  readonly intended?: Handling;
};
export type EligibilityAnswers = {
  readonly capacity: CapacityKey;
  readonly sufficientInterest?: boolean;
  readonly onBehalfOfChild?: boolean;
  /** What the complaint is kept waiting for. None of them stops the clock. */
  readonly awaiting?: 'consent' | 'clarification' | 'early resolution';
  readonly elements: readonly ElementAnswers[];
};

export type ElementProposal = {
  readonly element: number;
  /** Undefined until what `decideFirst` names has been decided. */
  readonly proposed?: Handling | 'deferred';
  readonly decideFirst?: 'sufficient interest' | 'lateness';
  readonly refusal?: PermittedRefusal;
  readonly law: string; readonly because: string; readonly elsewhere?: string;
  /** What has to be written down for it, each a request to the person deciding. */
  readonly reasonsRequired: readonly string[];
  readonly secondPersonConfirms: boolean;
};
/** The four faults that the Ombudsman finds most in how authorities handle children's complaints. */
export const commonFaults = ['statutory complaint not recognised', 'unnecessary delay', 'stages refused', 'wrong procedure'] as const;
export type FaultWarning = { readonly fault: (typeof commonFaults)[number]; readonly element?: number; readonly message: string };

const regulation = (number: number) => `SI 2006/1738 regulation ${number}`;

/** How each point of a complaint should be handled, and on what law; what has to be written down for it; and what the Ombudsman would find fault with. */
export function proposeHandling(answers: EligibilityAnswers): { readonly elements: readonly ElementProposal[]; readonly warnings: readonly FaultWarning[] } {
  const elements = answers.elements.map((element) => propose(answers, element));
  return { elements, warnings: warningsOn(answers, elements) };
}

function propose({ capacity, sufficientInterest }: EligibilityAnswers, { element, matter: key, late, proceedings, alreadyConsidered }: ElementAnswers): ElementProposal {
  const { by, name, law: rightTo } = capacities[capacity];
  const matter: Matter = matters[key];
  const excluded = { element, secondPersonConfirms: true };
  if (matter.handling !== 'statutory') {
    return {
      ...excluded, proposed: matter.handling, law: matter.law, because: `${matter.name}: not for the statutory procedure`, ...(matter.elsewhere === undefined ? {} : { elsewhere: matter.elsewhere }),
      reasonsRequired: ['Why this point is not about a function that the statutory procedure covers'],
    };
  }
  if (by !== 'right' && sufficientInterest !== true) {
    if (sufficientInterest === undefined) {
      return {
        element, secondPersonConfirms: false, decideFirst: 'sufficient interest', law: regulation(12), because: `${name}: whether they have sufficient interest in the child’s welfare comes first`,
        reasonsRequired: ['What was considered in deciding on sufficient interest; being without parental responsibility is not enough by itself', 'The child’s view, where it was asked for'],
      };
    }
    const declined = { ...excluded, law: regulation(12), reasonsRequired: ['Why the person has no sufficient interest in the child’s welfare'] };
    return by === 'no right'
      ? { ...declined, proposed: 'corporate', because: 'The person is not one of those who may complain under the statutory procedure' }
      : { ...declined, proposed: 'declined', refusal: 'no_sufficient_interest', because: 'The person was found to have no sufficient interest in the child’s welfare', elsewhere: 'Tell the person of the decision and of other ways to complain' };
  }
  if (alreadyConsidered === true) {
    return { ...excluded, proposed: 'declined', refusal: 'already_considered', law: 'The same complaint has been through the procedure', because: 'The same complaint was considered before', reasonsRequired: ['Which complaint it repeats, and that nothing in it is new'] };
  }
  if (late === 'undecided') {
    return {
      element, secondPersonConfirms: false, decideFirst: 'lateness', law: regulation(9), because: 'It was made more than a year after its grounds arose',
      reasonsRequired: ['Whether it was reasonable to expect the complaint earlier', 'Whether it can still be considered effectively and fairly'],
    };
  }
  if (late === 'not considered') {
    return { ...excluded, proposed: 'declined', refusal: 'out_of_time', law: regulation(9), because: 'It was decided on both tests not to consider it although late', reasonsRequired: ['Both tests, and the reasons that the complainant gave for the delay'] };
  }
  if (proceedings === 'might prejudice') {
    return {
      element, secondPersonConfirms: false, proposed: 'deferred', law: regulation(8), because: 'Considering it might prejudice other proceedings',
      reasonsRequired: ['Which proceedings', 'How considering the complaint might prejudice them', 'That it can be resubmitted within a year of their end'],
    };
  }
  return {
    element, secondPersonConfirms: false, proposed: 'statutory', law: `${rightTo}; ${matter.law}`,
    because: proceedings === 'would not prejudice' ? `${matter.name}. Other proceedings do not exclude it, because considering it would not prejudice them` : matter.name, reasonsRequired: [],
  };
}

function warningsOn(answers: EligibilityAnswers, proposals: readonly ElementProposal[]): readonly FaultWarning[] {
  const warnings: FaultWarning[] = [];
  if (answers.awaiting === 'consent' && answers.onBehalfOfChild !== true && answers.capacity !== 'P1') {
    warnings.push({ fault: 'unnecessary delay', message: 'The person complains in their own right: the child’s consent is not needed, and waiting for it does not stop the clock' });
  } else if (answers.awaiting !== undefined) {
    warnings.push({ fault: 'unnecessary delay', message: `Waiting for ${answers.awaiting} does not stop the clock, which has been running since the complaint was received` });
  }
  for (const [index, { element, intended, proceedings }] of answers.elements.entries()) {
    const proposal = proposals[index];
    if (intended === undefined || proposal === undefined || intended === 'statutory' || intended === 'withdrawn' || intended === 'duplicate') {
      if (intended === 'statutory' && proposal?.proposed !== undefined && proposal.proposed !== 'statutory') {
        warnings.push({ fault: 'wrong procedure', element, message: `Point ${element} is not for the statutory procedure: ${proposal.because}` });
      }
      continue;
    }
    const isStatutory = proposal.proposed === 'statutory' || proposal.proposed === 'deferred';
    if (isStatutory && intended === 'corporate') warnings.push({ fault: 'wrong procedure', element, message: `Point ${element} is about a function of the statutory procedure: ${proposal.law}` });
    if (isStatutory && intended !== 'corporate') warnings.push({ fault: 'statutory complaint not recognised', element, message: `Point ${element} is a statutory complaint: ${proposal.law}` });
    if (isStatutory && (intended === 'informal' || proceedings !== undefined)) {
      warnings.push({ fault: 'stages refused', element, message: proceedings === undefined
        ? `An informal answer to point ${element} leaves the complainant without stages 2 and 3, to which they are entitled`
        : `A court case does not take away the later stages of point ${element}: accept it, or defer it because of prejudice` });
    }
  }
  return warnings;
}
