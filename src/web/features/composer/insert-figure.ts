import { countedRate, printed } from '../../../reporting/composing.ts';
import { count } from '../../../reporting/house-style.ts';
import type { PrintedAs, TextFigure } from '../../../reporting/layout.ts';
import { usualFigures } from '../../../reporting/layouts/library.ts';
import { printedAsNames, questionInWords, usuallyPrinted } from '../../../reporting/question-words.ts';
import { smallBase } from '../../../reporting/sentences.ts';
import { wholeOfRate } from '../../../reporting/whole-of-rate.ts';
import type { Database } from '../../../store/database.ts';
import { type QuestionChoices, questionFields, readQuestion, type TypedQuestion, typedFrom, typedQuestion, wholeQuestion } from '../../question-fields.ts';
import { asItems } from './column-form.ts';
import { answersOf } from './compose-part.ts';
import { type Body, type FieldError, lineOf } from './fields.ts';
import type { Asking, OpenReport } from './open-report.ts';
import { choicesOf } from './part-editing.ts';
import { worded } from './part-words.ts';

/** The fields by which a figure is put among somebody's words. */
export type TypedFigure = { readonly name: string; readonly usual: string; readonly question: TypedQuestion; readonly as: string; readonly places: string };
type Figures = Readonly<Record<string, TextFigure>>;
type Named = { readonly name: string; readonly figure: TextFigure } | { readonly errors: readonly FieldError[] };

/** What a person types where a figure is to stand. */
export const openPlace = /\{\{\s*\}\}/;

export function typedFigure(body: Body | undefined): TypedFigure {
  return { name: lineOf(body, 'name'), usual: lineOf(body, 'usual'), question: typedQuestion(body, 'q'), as: lineOf(body, 'as'), places: lineOf(body, 'places') };
}

/** A name for a figure among words: short, as it stands in the middle of them. */
function figureName(figures: Figures, words: string): string {
  const plain = words.toLowerCase().replaceAll(/\{(\w+)\}/g, '$1').replaceAll(/[^a-z0-9]+/g, '-').replaceAll(/^-+|-+$/g, '').slice(0, 40).replace(/-+$/, '') || 'figure';
  if (!Object.hasOwn(figures, plain)) return plain;
  let next = 2;
  while (Object.hasOwn(figures, `${plain}-${next}`)) next += 1;
  return `${plain}-${next}`;
}

/** The figures that stand among some words with what they are now, which of them are percentages of too few, and what others can be asked for. */
export async function figuresPage(database: Database, open: OpenReport, choices: QuestionChoices, figures: Figures, used: readonly string[], typed: TypedFigure | undefined, errors: readonly FieldError[]) {
  const { words } = open.authority;
  const own = Object.entries(figures);
  const wholes = own.flatMap(([name, { figure, as }]) => {
    const whole = as === 'percent' ? wholeOfRate(figure) : undefined;
    return whole === undefined ? [] : [{ name, whole }];
  });
  const asked = await answersOf(database, open, [...own.map(([, one]) => one.figure), ...wholes.map(({ whole }) => whole), ...usualFigures.map(({ figure }) => figure)]);
  const [answers, bases, usual] = [asked.slice(0, own.length), asked.slice(own.length, own.length + wholes.length), asked.slice(own.length + wholes.length)];
  const chips = own.map(([name, figure], at) => {
    const answer = answers[at];
    return { name, asks: questionInWords(figure.figure, words), value: answer?.answer == null ? undefined : printed(answer.answer, figure.as, figure.places), why: answer?.answer == null ? (answer?.why ?? 'nothing is on record') : undefined, used: used.includes(name) };
  });
  const tooFew = wholes.flatMap(({ name }, at) => {
    const [base, rate] = [bases[at]?.answer, answers[own.findIndex(([other]) => other === name)]?.answer];
    return !used.includes(name) || base == null || base === 0 || base >= smallBase || rate == null ? [] : [`{{${name}}} is a percentage of ${count(base)}, too few to take one of. Write “${countedRate(rate, base)}” in its place.`];
  });
  return {
    chips, tooFew, unanswered: chips.filter((chip) => chip.used && chip.why !== undefined).map(({ name, why }) => `{{${name}}} has no answer: ${why ?? ''}.`),
    name: typed?.name ?? '', places: typed?.places ?? '', as: asItems(typed?.as ?? '', 'As usual for what is counted'), own: questionFields('q', typed?.question ?? typedFrom({}), choices),
    ownOpen: (typed?.question.measure ?? '') !== '' || errors.some(({ href }) => href.startsWith('#q-') || href === '#name' || href === '#places'),
    usual: [{ value: '', text: 'Choose a figure' }, ...usualFigures.map((one, at) => ({ value: String(at), text: `${worded(one.heading, words)}: ${usual[at]?.answer == null ? 'no answer' : printed(usual[at].answer, one.as, one.places)}`, selected: String(at) === typed?.usual }))],
  };
}

/** The figure that a button asks to put in, under a name of its own; undefined where the button does something else. */
export async function figureToInsert(database: Database, asking: Asking, figures: Figures, act: string, typed: TypedFigure): Promise<Named | undefined> {
  return act === 'insert-usual' ? usualNamed(typed, figures) : act === 'insert-own' ? ownNamed(database, asking, figures, typed) : undefined;
}

function usualNamed(typed: TypedFigure, figures: Figures): Named {
  const chosen = typed.usual === '' ? undefined : usualFigures[Number(typed.usual)];
  if (chosen === undefined) return { errors: [{ text: 'Choose a figure to insert', href: '#usual' }] };
  return { name: figureName(figures, chosen.heading), figure: { figure: chosen.figure, as: chosen.as, ...(chosen.places === undefined ? {} : { places: chosen.places }) } };
}

const isPrintedAs = (typed: string): typed is PrintedAs => Object.hasOwn(printedAsNames, typed);

async function ownNamed(database: Database, asking: Asking, figures: Figures, typed: TypedFigure): Promise<Named> {
  const read = readQuestion('q', typed.question, await choicesOf(database, asking));
  const errors: FieldError[] = [
    ...('errors' in read ? read.errors : []), ...(typed.places === '' || /^[0-4]$/.test(typed.places) ? [] : [{ text: 'Decimal places must be 0, 1, 2, 3 or 4', href: '#places' }]),
    ...(typed.name === '' || /^[a-z0-9][a-z0-9-]{0,39}$/.test(typed.name) ? [] : [{ text: 'The name must have small letters, digits and hyphens only, such as upheld-last-year', href: '#name' }]),
    ...(Object.hasOwn(figures, typed.name) ? [{ text: 'There is a figure of this name among these words already', href: '#name' }] : []),
  ];
  if ('errors' in read || errors.length > 0) return { errors };
  const figure = wholeQuestion(read.query);
  const as = isPrintedAs(typed.as) ? typed.as : figure.share === true ? 'percent' : usuallyPrinted(figure.measure);
  return { name: typed.name === '' ? figureName(figures, questionInWords(figure, {})) : typed.name, figure: { figure, as, ...(typed.places === '' ? {} : { places: Number(typed.places) }) } };
}
