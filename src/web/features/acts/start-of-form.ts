import type { TypedFields } from '../../../store/drafts.ts';
import { fieldsOf as boxesOf } from '../../date-fields.ts';
import type { AnyField, FieldsByName } from './act-form.ts';

/** A form as it opens: today's day, and what is on record, where the form starts from it. */
export function startOf(fields: FieldsByName): TypedFields {
  return Object.assign({}, ...Object.entries(fields).map(([name, field]) => startOfField(name, field)));
}

/** Of a form as it opens, what another page may propose: it goes before what a draft says. */
export function proposedFieldsOf(start: TypedFields): TypedFields {
  return Object.fromEntries(Object.entries(start).filter(([name]) => /^(?:person|officer|role|meetingOn-(?:day|month|year))$/.test(name)));
}

function startOfField(name: string, field: AnyField): TypedFields {
  switch (field.kind) {
    case 'day': {
      const { day, month, year } = boxesOf(field.start);
      return { [`${name}-day`]: day, [`${name}-month`]: month, [`${name}-year`]: year };
    }
    case 'text': case 'paragraphs': case 'choice': case 'open choice': case 'number choice': return field.start === undefined ? {} : { [name]: field.start };
    case 'findings': return Object.fromEntries(field.elements.flatMap((element) => {
      const start = field.start?.(element);
      return start === undefined ? [] : [[`findings-${element.element}`, start]];
    }));
    case 'points': return Object.fromEntries(field.elements.flatMap((element) => {
      const point = field.start(element);
      return point === undefined ? [] : [[`points-${element.element}-complaint`, point.complaint], [`points-${element.element}-desiredOutcome`, point.desiredOutcome ?? '']];
    }));
    case 'joined ticks': return field.start === undefined ? {} : { [name]: field.start.replaceAll(';', '\n') };
    case 'yes or no': case 'tick': case 'ticks': case 'money': case 'quantity': case 'number ticks': case 'lines': case 'remedies with days': case 'within': case 'fixed': case 'not asked': return {};
    default: return field satisfies never;
  }
}
