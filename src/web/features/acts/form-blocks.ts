import { findings, remedies } from '../../../domain/terms.ts';
import type { TypedFields } from '../../../store/drafts.ts';
import type { AnyField, Choice, FieldsByName } from './act-form.ts';
import { pointName } from './fields.ts';
import { type FieldError, MOST_REMEDIES, remedyRows } from './read-form.ts';

/** A piece of a form: which macro prints it, and what it is given; or a heading over several. */
export type Block =
  | { readonly macro: 'date' | 'input' | 'textarea' | 'radios' | 'select' | 'checkboxes'; readonly options: object }
  | { readonly macro: 'group'; readonly heading: string; readonly level: 2 | 3; readonly hint?: string; readonly lines: readonly string[]; readonly blocks: readonly Block[] }
  | { readonly macro: 'more'; readonly name: string; readonly text: string; readonly rows: number };

const MOST_RADIOS = 6;

type Sent = { readonly typed: TypedFields; readonly errors: readonly FieldError[]; readonly say: (term: string) => string };

export type FormErrors = readonly { readonly text: string; readonly href?: string }[];

/** What is wrong, each with a link to its field; to the first of a group where a whole group is wrong. */
export function errorLinks(errors: readonly FieldError[], blocks: readonly Block[]): FormErrors {
  const ids = idsIn(blocks);
  return errors.map(({ text, field }) => {
    const anchor = field?.replaceAll('.', '-');
    const id = anchor === undefined ? undefined : ids.find((each) => each === anchor) ?? ids.find((each) => each.startsWith(`${anchor}-`));
    return id === undefined ? { text } : { text, href: `#${id}` };
  });
}

/** The ids that errors can link to: of boxes for a date, the first. */
function idsIn(blocks: readonly Block[]): readonly string[] {
  return blocks.flatMap((block) => {
    if (block.macro === 'group') return idsIn(block.blocks);
    if (block.macro === 'more') return [];
    const { id, idPrefix } = block.options as { id?: string; idPrefix?: string };
    return [id ?? idPrefix ?? ''];
  });
}

/** Prints the fields of a form as they were typed, each with what is wrong with it. */
export function blocksOf(fields: FieldsByName, sent: Sent): readonly Block[] {
  return Object.entries(fields).flatMap(([name, field]) => blocksOfField(name, field, sent));
}

function blocksOfField(name: string, field: AnyField, sent: Sent): readonly Block[] {
  const { typed } = sent;
  switch (field.kind) {
    case 'fixed': case 'within': case 'not asked': return [];
    case 'findings': return [{
      macro: 'group', heading: field.label, level: 2, lines: [], ...(field.hint === undefined ? {} : { hint: field.hint }),
      blocks: field.elements.map((element): Block => {
        const onRecord = field.onRecord?.(element);
        const point = element.element;
        return {
          macro: 'group', heading: pointName(element), level: 3, lines: [...(element.complaint === undefined || element.theme === undefined ? [] : [element.complaint]), ...(onRecord === undefined ? [] : [onRecord])],
          blocks: [
            radios(`findings-${point}`, { label: `Finding on point ${point}`, small: true }, choicesIn(findings, sent.say), sent, `findings.${point}`, 'govuk-radios--small govuk-radios--inline'),
            ...(field.reasons ? [textarea(`reasons-${point}`, { label: `Reasons on point ${point}` }, 4, sent)] : []),
            ...(field.remedies ? [checkboxes(`remedies-${point}`, { label: `How point ${point} is put right`, hint: 'Where any of it is upheld', small: true }, choicesIn(remedies, sent.say), sent)] : []),
          ],
        };
      }),
    }];
    case 'points': return [{
      macro: 'group', heading: field.label, level: 2, hint: field.elements.length === 0 ? 'The case has no points of complaint yet. Add them first.' : 'Leave out a point by leaving it blank',
      lines: errorsAt(sent, name), blocks: field.elements.map((element): Block => ({
        macro: 'group', heading: pointName(element), level: 3, lines: [], blocks: [
          textarea(`points-${element.element}-complaint`, { label: `Complaint, point ${element.element}` }, 4, sent), textarea(`points-${element.element}-desiredOutcome`, { label: `Outcome wanted, point ${element.element}` }, 2, sent),
        ],
      })),
    }];
    case 'remedies with days': {
      const rows = remedyRows(typed);
      return [{
        macro: 'group', heading: field.label, level: 2, lines: [], blocks: [
          ...rows.flatMap((row): Block[] => [
            textarea(`${name}-${row}-remedy`, { label: `Remedy ${row + 1}` }, 2, sent, `${name}.${row}.remedy`), date(`${name}-${row}-dueOn`, { label: `Date remedy ${row + 1} is due` }, sent, `${name}.${row}.dueOn`),
            select(`${name}-${row}-owner`, { label: `Who is to carry out remedy ${row + 1} (optional)` }, field.people, sent, `${name}.${row}.owner`),
          ]),
          ...(rows.length < MOST_REMEDIES ? [{ macro: 'more', name: 'remedies-rows', text: 'Add another remedy', rows: rows.length } as const] : []),
        ],
      }];
    }
    case 'day': return [date(name, named(field), sent)];
    case 'text': return [input(name, named(field), sent)];
    case 'paragraphs': return [textarea(name, named(field), 5, sent)];
    case 'lines': return [textarea(name, named(field), 5, sent)];
    case 'money': return [input(name, named(field), sent, { prefix: { text: '£' }, classes: 'govuk-input--width-10', inputmode: 'decimal', spellcheck: false })];
    case 'quantity': return [input(name, named(field), sent, { classes: 'govuk-input--width-5', inputmode: 'decimal', spellcheck: false })];
    case 'yes or no': return [radios(name, named(field), [{ value: 'yes', text: 'Yes' }, { value: 'no', text: 'No' }], sent, name, 'govuk-radios--inline')];
    case 'tick': return [checkboxes(name, { label: '' }, [{ value: 'yes', text: field.label, ...(field.hint === undefined ? {} : { hint: field.hint }) }], sent)];
    case 'ticks': case 'joined ticks': case 'number ticks': return [checkboxes(name, named(field), field.choices, sent)];
    case 'choice': case 'number choice': {
      const asRadios = field.choices.length <= MOST_RADIOS && field.choices.length > 0 && field.need === 'always' && !('blankIs' in field);
      return [asRadios ? radios(name, named(field), field.choices, sent) : select(name, named(field), field.choices, sent)];
    }
    case 'open choice': return [select(name, named(field), field.choices, sent), input(`${name}-other`, { label: field.other ?? 'Or another reason' }, sent)];
    default: return field satisfies never;
  }
}

type Named = { readonly label: string; readonly hint?: string; readonly small?: boolean };

function named({ label, hint, need }: { readonly label: string; readonly hint?: string; readonly need?: string }): Named {
  return { label: need === undefined ? `${label} (optional)` : label, ...(hint === undefined ? {} : { hint }) };
}

function choicesIn(values: readonly string[], say: (term: string) => string): readonly Choice[] {
  return values.map((value) => ({ value, text: say(value) }));
}

function errorsAt({ errors }: Sent, field: string): readonly string[] {
  return errors.filter((error) => error.field === field).map((error) => error.text);
}

function errorMessage(sent: Sent, field: string): object {
  const texts = errorsAt(sent, field);
  return texts.length === 0 ? {} : { errorMessage: { text: texts.join('. ') } };
}

function hinted({ hint }: Named): object {
  return hint === undefined ? {} : { hint: { text: hint } };
}

function legend({ label, small }: Named): object {
  return { fieldset: { legend: { text: label, classes: small === true ? '' : 'govuk-fieldset__legend--s' } } };
}

function label({ label: text }: Named): object {
  return { label: { text, classes: 'govuk-label--s' } };
}

function date(name: string, as: Named, sent: Sent, field: string = name): Block {
  const wrong = errorsAt(sent, field).length > 0 ? ' govuk-input--error' : '';
  const box = (part: string, width: number) => ({ name: part, id: `${name}-${part}`, label: part.slice(0, 1).toUpperCase() + part.slice(1), value: sent.typed[`${name}-${part}`] ?? '', classes: `govuk-input--width-${width}${wrong}` });
  return { macro: 'date', options: { id: name, namePrefix: name, ...legend(as), ...hinted(as), items: [box('day', 2), box('month', 2), box('year', 4)], ...errorMessage(sent, field) } };
}

function input(name: string, as: Named, sent: Sent, more: object = {}): Block {
  return { macro: 'input', options: { id: name, name, value: sent.typed[name] ?? '', ...label(as), ...hinted(as), ...errorMessage(sent, name), ...more } };
}

function textarea(name: string, as: Named, rows: number, sent: Sent, field: string = name): Block {
  return { macro: 'textarea', options: { id: name, name, rows, value: sent.typed[name] ?? '', ...label(as), ...hinted(as), ...errorMessage(sent, field) } };
}

function itemsOf(choices: readonly Choice[], chosen: readonly string[]): readonly object[] {
  return choices.map(({ value, text, hint }) => ({ value, text, checked: chosen.includes(value), ...(hint === undefined ? {} : { hint: { text: hint } }) }));
}

function radios(name: string, as: Named, choices: readonly Choice[], sent: Sent, field: string = name, classes: string = choices.length > 2 ? 'govuk-radios--small' : ''): Block {
  return { macro: 'radios', options: { idPrefix: name, name, classes, ...legend(as), ...hinted(as), items: itemsOf(choices, [sent.typed[name] ?? '']), ...errorMessage(sent, field) } };
}

function checkboxes(name: string, as: Named, choices: readonly Choice[], sent: Sent): Block {
  return { macro: 'checkboxes', options: { idPrefix: name, name, classes: choices.length > MOST_RADIOS ? 'govuk-checkboxes--small candour-columns' : choices.length > 2 ? 'govuk-checkboxes--small' : '', ...(as.label === '' ? {} : legend(as)), ...hinted(as), items: itemsOf(choices, (sent.typed[name] ?? '').split('\n')), ...errorMessage(sent, name) } };
}

function select(name: string, as: Named, choices: readonly Choice[], sent: Sent, field: string = name): Block {
  const chosen = sent.typed[name] ?? '';
  const blank = { value: '', text: choices.length === 0 ? 'Nothing to choose from' : 'Choose', selected: chosen === '' };
  return { macro: 'select', options: { id: name, name, ...label(as), ...hinted(as), items: [blank, ...choices.map(({ value, text }) => ({ value, text, selected: value === chosen }))], ...errorMessage(sent, field) } };
}
