/** Something that a report must not say of the procedure, with what is so instead. Time limits are not here: they are the procedures' own rules. */
export type LawStatement = {
  readonly key: string;
  /** All of these in one sentence … */
  readonly says: readonly RegExp[];
  /** … and none of these. */
  readonly unless?: RegExp;
  readonly wrong: string; readonly law: string; readonly mend: string; readonly source: string; readonly severity: 'must' | 'look';
};

const regulations = 'SI 2006/1738';
const guidance = 'Getting the Best from Complaints';

/**
 * Statements that published reports have made of the procedure and that the law, the guidance or the Ombudsman says otherwise. A
 * sentence that itself says that it is not so (`not a ground`) is left alone.
 */
export const lawStatements: readonly LawStatement[] = [
  {
    key: 'extension-ground', says: [/\b(?:exten\w+|longer|more time|additional (?:time|\d+|ten))\b/i, /\bstaff(?:ing)? (?:absence|availability|shortage\w*|sickness|leave|workload|capacity)\b|\b(?:availability|absence|sickness|workload|capacity) of (?:staff|workers|managers|officers)\b|\bstaff (?:are|were|being|may be) (?:absent|unavailable|on leave|in court|away)\b|\bworkloads?\b|\bschool holidays?\b|\bannual leave\b/i],
    unless: /\b(?:corporate|stage (?:2|two)|investigation)\b|\b(?:not|no|never|neither)\b[^.]*\b(?:grounds?|reasons?|allow\w*|permit\w*|lawful)\b|\bshould not\b|\bcannot\b/i,
    wrong: 'Staff absence, workload and holidays are no ground for extending stage 1.', law: 'Stage 1 of the statutory procedure may be extended, to 20 working days at most, only because the complaint is complex or an advocate has been asked for.', mend: 'Count such answers as late, and say so.', source: `${regulations} regulation 14(5) (recalled); The Family Rights Group and RR Consultancy`, severity: 'must',
  },
  {
    key: 'code-statutory', says: [/\b(?:complaint handling code|the code|corporate (?:complaints )?(?:procedure|process))\b/i, /\b(?:statutory|required by law|legal(?:ly)? (?:requirement|required|binding)|mandatory|law)\b/i], unless: /\bnot (?:a |itself |be )?(?:statutory|law|mandatory|legally)|\bguidance\b|\bstatutory (?:children|complaints?|procedure|process|social|time|timescale)|\bhousing\b|\b(?:statutory and corporate|corporate and statutory)\b|\b(?:neither|non-statutory)\b/i,
    wrong: 'The Complaint Handling Code is not statutory for councils.', law: 'The Local Government and Social Care Ombudsman issued its Code in February 2024 as advice and guidance under section 23(12A) of the Local Government Act 1974. A council considers it and has good reason to depart from it.', mend: 'Call it guidance.', source: 'Complaint Handling Code, home page', severity: 'must',
  },
  {
    key: 'england-and-wales', says: [/\bEngland and Wales\b/, /\b(?:complaints?|procedure|regulations?|representations?|children)\b/i], unless: /\b(?:bank holidays?|courts? of)\b/i,
    wrong: 'The procedure is that of England alone.', law: 'The Children Act 1989 Representations Procedure (England) Regulations 2006 apply in England. Wales has its own.', mend: 'Write “England”.', source: regulations, severity: 'must',
  },
  {
    key: 'independent-person-investigates', says: [/\bindependent person\b/i, /\bindependent person\b[^.;]*\b(?:to (?:investigate|carry out|undertake|conduct|lead|complete)|(?:will |who )?(?:investigates?|investigated|carries out|undertakes|conducts|leads)(?! (?:with|alongside))|is (?:commissioned|appointed|engaged)[^.;]*\b(?:to investigate|investigation))\b/i], unless: /\b(?:not (?:to )?(?:investigate|carry)|does not|alongside|together with|with the investigating officer|oversee\w*|ensur\w+|shadow\w*)\b/i,
    wrong: 'The independent person does not investigate.', law: 'An investigating officer investigates. The independent person takes part, sees that it is open, fair and complete, and reports apart.', mend: 'Name both: the investigating officer, who investigates, and the independent person, who takes part.', source: `${regulations} regulations 2 and 17; ${guidance}`, severity: 'must',
  },
  {
    key: 'early-referral', says: [/\b(?:early referral|refer\w*\b[^.;]*\bombudsman)\b/i, /\bat (?:any|every) (?:stage|time|point)\b/i], unless: /\b(?:complainants?|people|they|you|anyone|person) (?:may|can|could|has the right|have the right|are able)|\bnot at any\b|\bself-refer/i,
    wrong: 'An early referral to the Ombudsman cannot be made at any stage.', law: 'Only after stage 2, and only where its report and adjudication are complete, all or all significant complaints are upheld, there is a clear plan of action, the council agrees to meet most of what was wanted, and the complainant agrees.', mend: 'Say when it can be made.', source: `${guidance} (recalled)`, severity: 'must',
  },
  {
    key: 'corporate-without-stage-2', says: [/\bcorporate\b/i, /\b(?:no (?:recourse|right|access|entitlement|route|option) to (?:a )?stage (?:2|two)|no stage (?:2|two)|without (?:a |any )?stage (?:2|two)|cannot (?:go|progress|be escalated|be taken|escalate) to stage (?:2|two)|only (?:one|a single) stage|stops? at stage (?:1|one)|ends? (?:at|with) stage (?:1|one))\b/i], unless: /\bthis is not\b|\bnot true\b/i,
    wrong: 'The corporate procedure has a stage 2 too.', law: 'The Ombudsman’s Code has two stages, and a complaint must not be kept from the second without a valid reason.', mend: 'Say that stage 2 can be asked for, or give the valid reason of each that was refused.', source: 'Complaint Handling Code 5.1, 5.2 and 5.7', severity: 'must',
  },
  {
    key: 'court-excludes', says: [/\b(?:court (?:arena|proceedings?|case)|in court|before the courts?)\b/i, /\b(?:not (?:be )?(?:considered|accepted|investigated|eligible|progressed)|excluded?|outside (?:of )?the (?:statutory|procedure|complaints)|recorded (?:as|under) (?:the )?corporate|cannot be|no recourse)\b/i], unless: /\bprejudic\w+\b|\bombudsman\b/i,
    wrong: 'That a matter is in court does not by itself take a complaint out of the statutory procedure.', law: 'The council may decide not to consider a complaint, or a part of it, where considering it might prejudice the proceedings. It then defers it, says so in writing, and the complaint may be brought back within a year of their end.', mend: 'Say that these were deferred because considering them might have prejudiced the proceedings, or count them as statutory.', source: `${regulations} regulation 8`, severity: 'must',
  },
  {
    key: 'ombudsman-refused', says: [/\b(?:ombudsman|LGSCO|LGO)\b/i, /\brefus(?:ed|es|al)\b/i], unless: /\bcouncil(?:’s|'s)? refus|\bwe (?:had )?refused|\brefus\w+ (?:stage|a stage|a panel|to (?:go|take|accept a|accept the) )|\btypes? of complaints? refused/i,
    wrong: 'The Ombudsman does not “refuse” a complaint.', law: 'It closes a complaint after initial enquiries, and says why: out of jurisdiction, no worthwhile outcome, premature and others. Today’s annual letters say “not for us” and “assessed and closed”.', mend: 'Give the decision in the Ombudsman’s own words, with the reason of each.', source: 'Ombudsman’s Manual for Councils part 11', severity: 'must',
  },
  {
    key: 'maladministration', says: [/\bmaladministration\b/i], unless: /\b(?:formerly|earlier|used to|replaced|no longer|then called|now called|until \d{4})\b/i,
    wrong: '“Maladministration” is retired from the Ombudsman’s decision reasons.', law: 'The Ombudsman’s decisions speak of fault: “upheld: fault and injustice”, “upheld: fault, no injustice”.', mend: 'Write “fault”.', source: 'Decision reasons of the Ombudsman as councils have reported them since 2022/23', severity: 'must',
  },
  {
    key: 'stage-2-refused', says: [/\b(?:stage (?:2|two)|escalat\w+)\b/i, /\b(?:declin\w+|refus\w+|reject\w+|not (?:agreed|accepted|granted|allowed)|turned down)\b/i, /\b(?:robust|nothing (?:more )?to add|thorough|cost|proportionate|persistent|vexatious|same (?:outcome|findings|conclusion)|no (?:new|further) (?:evidence|information|outcome)|met with|unlikely)\b/i], unless: /\b(?:not (?:a )?(?:ground|reason)|must not|may not|cannot)\b/i,
    wrong: 'That is no lawful reason to keep a complaint from stage 2.', law: 'Once stage 1 has been accepted, the complainant is entitled to all stages. A request may be turned down for a matter that the procedure does not cover, one already considered, out of time, without sufficient interest, withdrawn, or deferred for proceedings.', mend: 'Give the lawful reason of each, or look again at those requests.', source: `${guidance}; Ombudsman decisions 22-008-976 and 24-006-716`, severity: 'must',
  },
  {
    key: 'reports-within-65', says: [/\b(?:65|sixty-five)\b/i, /\breports?\b/i, /\badjudicat\w+\b/i, /\b(?:after|then|following|once|subsequently|before|follow\w*)\b|\bfollowed by\b/i], unless: /\b(?:includ\w+|in all|altogether|by (?:day )?65|letter (?:is |must be )?sent within)\b/i,
    wrong: 'The 65 working days are not for the reports alone.', law: 'The adjudication letter, with both reports, is sent within 25 working days of the start of stage 2, extended to 65 at most: adjudication is in them.', mend: 'Say that adjudication is within the 65 working days.', source: `${regulations} regulation 17`, severity: 'must',
  },
  {
    key: 'independent-stage-3-decides', says: [/\b(?:review )?panel\b/i, /\b(?:overturn\w*|overrule\w*|final decision|binding)\b/i], unless: /\b(?:not|cannot|director|ombudsman)\b/i,
    wrong: 'The panel recommends; it does not decide.', law: 'The panel reports and recommends. The council decides on its recommendations, with the independent person, and answers within 15 working days.', mend: 'Write that the panel recommends.', source: `${regulations} regulation 20`, severity: 'look',
  },
  {
    key: 'child-consent', says: [/\bparents?\b/i, /\bconsent of (?:the |their )?(?:child|young person)|\b(?:child|young person)(?:’s|'s|ren’s) consent\b/i, /\b(?:must|need\w*|requir\w+|only|unless|without)\b/i], unless: /\b(?:on behalf|not (?:need|require)\w*|do not|does not)\b/i,
    wrong: 'A parent complains in their own right and needs no consent of the child.', law: 'Consent is asked where somebody complains on behalf of a child.', mend: 'Say that consent is asked for complaints on behalf of a child.', source: 'Children Act 1989 section 26(3); Ombudsman’s public report on Lancashire, 2019', severity: 'must',
  },
];
