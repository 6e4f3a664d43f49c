import type { ElementFile, LearningAction, RepresentationFile } from '../domain/case-file.ts';
import { inWords } from '../domain/day.ts';
import type { Finding } from '../domain/terms.ts';
import { stage2Progress } from '../domain/stage2-file.ts';
import { stage3Progress } from '../domain/stage3-file.ts';
import { kinds, type LetterKind } from './kinds.ts';
import { advocacyIsDue, type CaseInLetters, caseInLetters, latest, type LetterFacts, pointsOf, sentence } from './letter-facts.ts';
import { type AnswerBlock, type LetterBlock, type LetterText, type PointBlock, toWrite, type Wording } from './letter-text.ts';
import { filled, type PassageKey, passages } from './wording.ts';

/** What a finding is called in letters, unless the council has its own word for it. */
const findingNames: Readonly<Record<Finding, Readonly<Record<Wording, string>>>> = {
  upheld: { adult: 'Upheld', child: 'Upheld. We agree with you' }, partially_upheld: { adult: 'Partly upheld', child: 'Partly upheld. We agree with some of it' },
  not_upheld: { adult: 'Not upheld', child: 'Not upheld. We do not agree' }, no_finding: { adult: 'No finding', child: 'No finding. We can not say who is right' },
  inconclusive: { adult: 'Inconclusive', child: 'Inconclusive. We could not find out' },
};

const headings = {
  points: { adult: 'Your complaint as we understand it', child: 'What you told us' },
  next: { adult: 'What happens next', child: 'What we will do next' },
  answer: { adult: 'Our answer to each point', child: 'Our answer' },
  actions: { adult: 'Putting things right', child: 'What we will do' },
  notSatisfied: { adult: 'If you are not satisfied', child: 'If you are not happy with this' },
  help: { adult: 'Help and questions', child: 'If you want help' },
  statement: { adult: 'Statement of your complaint', child: 'What we will look into' },
  who: { adult: 'Who investigates', child: 'Who will look into it' },
  recommendations: { adult: 'Recommendations', child: 'What we should do' },
  attendees: { adult: 'Who will be there', child: 'Who will be there' },
  sayings: { adult: 'Having your say', child: 'What you can say' },
  pack: { adult: 'The papers', child: 'The papers' },
  found: { adult: 'What the panel found', child: 'What the panel thinks' },
  done: { adult: 'What has been done', child: 'What we have done' },
} as const satisfies Readonly<Record<string, Readonly<Record<Wording, string>>>>;

/** The papers of a panel (rules.md 4): what the panel and everybody who comes is sent. */
export const panelPack: Readonly<Record<Wording, readonly string[]>> = {
  adult: [
    'The stage 1 complaint and the council’s answer', 'The statement of complaint', 'The investigating officer’s report', 'The independent person’s report', 'The adjudication', 'Policies and practice that matter to the complaint',
    'Your comments, if you send any', 'How the panel works',
  ],
  child: ['What you told us and our first answer', 'The list of what we looked into', 'The two reports', 'The letter that came with the reports', 'Our rules that have to do with it', 'What you write to us, if you do', 'How the panel works'],
};

type Drafting = { readonly kind: LetterKind; readonly file: RepresentationFile; readonly facts: LetterFacts; readonly known: CaseInLetters };

/**
 * A letter of a kind drafted from the record: days, windows and their last day by the domain, findings as recorded, and a mark wherever somebody has something to write.
 * The case must have a use for it (`kinds[kind].needs`).
 */
export function draftLetter(kind: LetterKind, file: RepresentationFile, facts: LetterFacts): LetterText {
  const { wording, addressee, settings } = facts;
  const drafting: Drafting = { kind, file, facts, known: caseInLetters(kind, file, facts) };
  const name = addressee.name === undefined ? toWrite('name') : wording === 'child' ? addressee.name.split(' ')[0] ?? addressee.name : addressee.name;
  return {
    kind, wording, title: kinds[kind].title[wording], reference: file.ref, letterOn: facts.letterOn,
    letterhead: settings.letterhead.length === 0 ? [facts.council] : settings.letterhead,
    addressee: [addressee.name ?? toWrite('name'), ...(addressee.address === undefined ? [toWrite('address, or that it goes by email')] : addressee.address.split('\n'))],
    greeting: `Dear ${name}`,
    blocks: blocksOf(drafting),
    signOff: [wording === 'child' ? 'Best wishes' : 'Yours sincerely', facts.signer, settings.team.slice(0, 1).toUpperCase() + settings.team.slice(1)],
    findingNames: Object.fromEntries(Object.entries(findingNames).map(([finding, names]) => [finding, wording === 'child' ? names.child : facts.words[finding] ?? names.adult])) as Record<Finding, string>,
  };
}

/** A passage in the council's own words, or the standard ones, with what is on record filled in. */
function say({ facts, known }: Drafting, key: PassageKey): LetterBlock {
  const own = facts.settings.ownWording.get(key)?.[facts.wording];
  return { kind: 'paragraph', text: filled(own ?? passages[key][facts.wording], known.values) };
}

function heading({ facts }: Drafting, key: keyof typeof headings): LetterBlock {
  return { kind: 'heading', text: headings[key][facts.wording] };
}

function write(what: string): LetterBlock {
  return { kind: 'paragraph', text: toWrite(what) };
}

function blocksOf(drafting: Drafting): readonly LetterBlock[] {
  const { kind, file, facts, known } = drafting;
  const { statutory } = known;
  const is = (key: PassageKey) => say(drafting, key);
  const under = (key: keyof typeof headings) => heading(drafting, key);
  switch (kind) {
    case 'acknowledgement': return [
      is('acknowledgement.opening'), under('points'), is('acknowledgement.points'), ...understood(file), ...(known.values.wanted === undefined ? [] : [is('acknowledgement.wanted')]),
      under('next'), is(statutory ? 'acknowledgement.procedure' : 'acknowledgement.procedure-corporate'), is('acknowledgement.answer'), is('acknowledgement.longer'), is('acknowledgement.stage2'), ...help(drafting),
    ];
    case 'stage1-extension': return [
      is('stage1-extension.opening'), is('stage1-extension.reason'), is('stage1-extension.new-date'), is('stage1-extension.stage2'), ...(statutory ? [] : [is('any.ombudsman')]), ...help(drafting),
    ];
    case 'stage1-response': return [
      is('stage1-response.opening'), write('what you did to look into it: whom you spoke to, what you read'), under('answer'), { kind: 'findings' }, ...answers(drafting, 'stage1Finding'), ...promised(drafting, apology(drafting, 'stage1Finding')),
      under('notSatisfied'), is(statutory ? 'stage1-response.stage2' : 'stage1-response.stage2-corporate'), ...help(drafting, true),
    ];
    case 'stage2-acceptance': {
      const agreed = stage2Progress(file.stage2).statementAgreedOn !== undefined;
      return [
        is('stage2-acceptance.opening'), under('who'), is(statutory ? 'stage2-acceptance.who' : 'stage2-acceptance.who-corporate'), is('stage2-acceptance.dates'),
        under('statement'), is(statutory ? (agreed ? 'stage2-acceptance.statement-agreed' : 'stage2-acceptance.statement') : 'stage2-acceptance.points-corporate'), ...statement(file), ...help(drafting),
      ];
    }
    case 'stage2-extension': return [
      is('stage2-extension.opening'), is('stage2-extension.reason'), is('stage2-extension.new-date'), ...(statutory ? [] : [is('any.ombudsman')]), ...help(drafting),
    ];
    case 'stage2-refusal': return [is('stage2-refusal.decision'), is('stage2-refusal.reasons'), under('notSatisfied'), is('any.ombudsman'), ...help(drafting)];
    case 'sufficient-interest-refusal': return [
      is('sufficient-interest-refusal.decision'), is('sufficient-interest-refusal.reasons'), ...(known.values.childsView === undefined ? [] : [is('sufficient-interest-refusal.childs-view')]),
      is('sufficient-interest-refusal.other-ways'), under('notSatisfied'), is('any.ombudsman'), ...help(drafting),
    ];
    case 'late-complaint-refusal': return [
      is('late-complaint-refusal.decision'), is('late-complaint-refusal.tests'), is('late-complaint-refusal.reasons'),
      write('the reasons that the complainant gave for the delay, and what you made of them'), write('which adjustments were considered, such as for a disability'),
      under('notSatisfied'), is('any.ombudsman'), ...help(drafting),
    ];
    case 'adjudication': return [
      is(statutory ? 'adjudication.opening' : 'adjudication.opening-corporate'), under('answer'), { kind: 'findings' }, ...answers(drafting, 'stage2Finding'),
      ...(statutory ? recommendations(drafting, 'adjudication.recommendations', investigationRecommendations(facts), true) : []), ...promised(drafting, apology(drafting, 'stage2Finding')),
      under('notSatisfied'), ...(statutory ? [is('adjudication.panel')] : [is('adjudication.final'), is('any.ombudsman')]), ...help(drafting, statutory),
    ];
    case 'panel-refusal': return [is('panel-refusal.decision'), is('panel-refusal.reasons'), under('notSatisfied'), is('any.ombudsman'), ...help(drafting)];
    case 'panel-invitation': return [
      is('panel-invitation.opening'), under('attendees'), is('panel-invitation.attendees'), { kind: 'list', items: attendees(drafting) }, under('sayings'), is('panel-invitation.accompanied'), is('panel-invitation.submissions'),
      is('panel-invitation.adjustments'), under('pack'), is('panel-invitation.pack'), { kind: 'list', items: panelPack[facts.wording] }, ...help(drafting),
    ];
    case 'panel-findings': return [
      is('panel-findings.opening'), under('found'), is('panel-findings.summary'), { kind: 'findings' }, ...answers(drafting, 'stage3Finding'),
      ...recommendations(drafting, 'panel-findings.recommendations', stage3Progress(file.stage3).recommendations ?? [], false), under('next'), is('panel-findings.next'), ...help(drafting),
    ];
    case 'final-response': return [
      is('final-response.opening'), ...recommendations(drafting, 'final-response.recommendations', stage3Progress(file.stage3).recommendations ?? [], true), under('answer'), { kind: 'findings' }, ...answers(drafting, 'stage3Finding'),
      { kind: 'paragraph', text: sentence(latest(facts.events, 'Stage3Responded')?.departures) ?? toWrite('where the council does not follow the panel and why, or that it follows all of it') },
      ...promised(drafting), under('notSatisfied'), is('final-response.end'), is('any.ombudsman'), ...help(drafting),
    ];
    case 'deferral': return [
      is('deferral.decision'), is('deferral.prejudice'), is('deferral.resubmit'), ...(known.values.reviewOn === undefined ? [] : [is('deferral.review')]), under('notSatisfied'), is('any.ombudsman'), ...help(drafting, true),
    ];
    case 'withdrawal': return [
      is('withdrawal.confirmation'), write('whether the council goes on looking into it as a review of its own, and why'), is('withdrawal.changed-mind'), ...help(drafting, true),
    ];
    case 'closure': return [is('closure.opening'), under('done'), { kind: 'list', items: file.learningActions.map(actionDone) }, is('closure.end')];
    default: return kind satisfies never;
  }
}

/** Advocacy where there is a right to it, else that somebody may help; and how to reach the team, unless the letter has said it already. */
function help(drafting: Drafting, contactSaid = false): readonly LetterBlock[] {
  const due = advocacyIsDue(drafting.file) || drafting.facts.wording === 'child';
  return [heading(drafting, 'help'), say(drafting, due ? 'any.advocacy' : 'any.helper'), ...(contactSaid ? [] : [say(drafting, 'any.contact')])];
}

function complaintOf(element: Pick<ElementFile, 'complaint'>): string {
  return element.complaint?.trim() ?? toWrite('what this point says');
}

/** Where nobody split the complaint into points, the whole of it is one. */
function pointsOrWhole(file: RepresentationFile): readonly Pick<ElementFile, 'element' | 'complaint'>[] {
  const points = pointsOf(file);
  return points.length > 0 ? points : [{ element: 1, ...(file.received.summary === undefined ? {} : { complaint: file.received.summary }) }];
}

function understood(file: RepresentationFile): readonly PointBlock[] {
  return pointsOrWhole(file).map((point) => ({ kind: 'point', element: point.element, complaint: complaintOf(point), wanted: '' }));
}

/** The newest version of the statement that says its points, else the points on record. */
function statement(file: RepresentationFile): readonly PointBlock[] {
  const points = stage2Progress(file.stage2).statements?.findLast((version) => version.points !== undefined)?.points;
  if (points !== undefined) return points.map(({ element, complaint, desiredOutcome }) => ({ kind: 'point', element, complaint, wanted: desiredOutcome ?? '' }));
  return understood(file).map((point) => ({ ...point, wanted: toWrite('what the complainant would like to come of this point') }));
}

function answers({ file, facts, kind }: Drafting, at: 'stage1Finding' | 'stage2Finding' | 'stage3Finding'): readonly AnswerBlock[] {
  const points = pointsOrWhole(file);
  return points.map((point): AnswerBlock => {
    const finding = file.elements.find((element) => element.element === point.element)?.[at] ?? outcomeOfWhole(file, at);
    return { kind: 'answer', element: point.element, complaint: complaintOf(point), reasons: sentence(reasonsFor(point.element, kind, facts)) ?? toWrite(`the reasons for the finding on point ${point.element}`), ...(finding === undefined ? {} : { finding }) };
  });
}

/** Of a complaint that nobody split into points. */
function outcomeOfWhole(file: RepresentationFile, at: 'stage1Finding' | 'stage2Finding' | 'stage3Finding'): Finding | undefined {
  if (file.elements.length > 0) return undefined;
  const outcome = at === 'stage1Finding' ? (file.stage1.state === 'answered' ? file.stage1.outcome : undefined) : at === 'stage2Finding' ? stage2Progress(file.stage2).outcome : stage3Progress(file.stage3).outcome;
  return Object.keys(findingNames).find((name): name is Finding => name === outcome);
}

function reasonsFor(element: number, kind: LetterKind, { events }: LetterFacts): string | undefined {
  if (kind === 'stage1-response') return latest(events, 'Stage1Responded')?.reasons?.[element];
  if (kind !== 'adjudication') return undefined;
  const adjudicated = events.findLast((event) => event.type === 'ElementAdjudicated' && event.element === element);
  return adjudicated?.type === 'ElementAdjudicated' ? adjudicated.reasons : undefined;
}

/** Where something was upheld, or nobody has said yet that nothing was, a place for the apology. */
function apology({ file, facts }: Drafting, at: 'stage1Finding' | 'stage2Finding'): readonly LetterBlock[] {
  const found = pointsOf(file).map((point) => point[at]);
  const nothingUpheld = found.length > 0 && found.every((finding) => finding === 'not_upheld' || finding === 'no_finding' || finding === 'inconclusive');
  return nothingUpheld ? [] : [write(facts.wording === 'child' ? 'say sorry for what was wrong, and how it will be put right' : 'the apology for what is upheld and the remedy for it, or take this out')];
}

function promised(drafting: Drafting, apologies: readonly LetterBlock[] = []): readonly LetterBlock[] {
  const { file } = drafting;
  const open = file.learningActions.filter((action) => action.completedOn === undefined);
  return [
    heading(drafting, 'actions'), ...apologies,
    ...(open.length === 0 ? [write('what will be done, by whom and by when, or that there is nothing to be done')] : [say(drafting, 'any.actions'), { kind: 'list', items: open.map((action) => actionPromised(action, drafting.facts)) } as const]),
  ];
}

function actionPromised({ action, owner, dueOn }: LearningAction, { names }: LetterFacts): string {
  const by = owner === undefined ? toWrite('who does it') : names.get(owner) ?? owner;
  return `${action.trim().replace(/\.$/, '')}: ${by}, by ${dueOn === undefined ? toWrite('when') : inWords(dueOn)}`;
}

function actionDone({ action, completedOn }: LearningAction): string {
  const text = action.trim().replace(/\.$/, '');
  return completedOn === undefined ? `${text}: ${toWrite('not done yet: say when it will be')}` : `${text}: done on ${inWords(completedOn)}`;
}

function investigationRecommendations({ events }: LetterFacts): readonly string[] {
  return events.flatMap((event) => (event.type === 'ReportReceived' ? event.recommendations ?? [] : []));
}

function recommendations(drafting: Drafting, before: PassageKey, made: readonly string[], answered: boolean): readonly LetterBlock[] {
  const response = answered ? ` ${toWrite('whether it is accepted and why; what will be done, by whom and by when')}` : '';
  return [
    heading(drafting, 'recommendations'),
    ...(made.length === 0 ? [write('the recommendations, or that there are none')] : [say(drafting, before), { kind: 'list', items: made.map((one) => `${sentence(one) ?? one}${response}`) } as const]),
  ];
}

function attendees({ file, facts }: Drafting): readonly string[] {
  const stage2 = stage2Progress(file.stage2);
  const { chair, members = [] } = stage3Progress(file.stage3);
  const person = (key: string | undefined) => (key === undefined ? undefined : facts.names.get(key) ?? (/^U\d+$/.test(key) ? undefined : key));
  const child = facts.wording === 'child';
  const parts: readonly (readonly [string | undefined, string])[] = [
    [chair ?? '', child ? 'who leads the panel' : 'chair of the panel'], ...members.map((member) => [member, child ? 'on the panel' : 'member of the panel'] as const),
    [stage2.investigatingOfficer ?? '', child ? 'who looked into it' : 'investigating officer'], [stage2.independentPerson ?? '', child ? 'who checked that it was fair' : 'independent person'],
    [stage2.adjudicatingOfficer ?? '', child ? 'who wrote to you last time' : 'adjudicating officer, for the council'],
  ];
  return [child ? 'You, and those you bring' : 'You, with those you choose to bring', ...parts.map(([key, part]) => `${person(key === '' ? undefined : key) ?? toWrite('name')}, ${part}`)];
}
