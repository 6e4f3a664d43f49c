import type { ReceiveOmbudsmanEnquiry } from '../../../domain/acts/receive-ombudsman-enquiry.ts';
import { type Day, inWords } from '../../../domain/day.ts';
import { type CouncilWords, valueInWords } from '../../../reporting/council-words.ts';
import type { ServiceNode } from '../../../store/authorities.ts';
import type { TypedFields } from '../../../store/drafts.ts';
import { dayFrom, readFields } from '../../date-fields.ts';

export type FieldError = { readonly field: string; readonly text: string };
const LONGEST_REFERENCE = 60;
const fields = ['ombudsmanRef', 'kind', 'service', 'on-day', 'on-month', 'on-year', 'replyDueOn-day', 'replyDueOn-month', 'replyDueOn-year'] as const;

export function typedFrom(body: unknown): TypedFields {
  if (typeof body !== 'object' || body === null) return {};
  return Object.fromEntries(fields.flatMap((name) => {
    const value: unknown = Reflect.get(body, name);
    return typeof value === 'string' ? [[name, value.replaceAll('\0', '').trim().slice(0, 300)]] : [];
  }));
}

/** What the form says; or what is wrong with it that the act does not say. */
export function readEnquiry(typed: TypedFields, services: ReadonlySet<string>): { readonly command: ReceiveOmbudsmanEnquiry | undefined; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = [];
  const dayOf = (name: string, what: string): Day | undefined => {
    const read = dayFrom(readFields(typed, name), what);
    if (!('error' in read)) return read.day;
    errors.push({ field: name, text: read.error });
    return undefined;
  };
  const ombudsmanRef = typed['ombudsmanRef'] ?? '';
  if (ombudsmanRef === '') errors.push({ field: 'ombudsmanRef', text: 'Enter the Ombudsman’s reference' });
  if (ombudsmanRef.length > LONGEST_REFERENCE) errors.push({ field: 'ombudsmanRef', text: `Reference must be ${LONGEST_REFERENCE} characters or fewer` });
  const on = dayOf('on', 'Date of the enquiry');
  if (on === undefined && errors.every(({ field }) => field !== 'on')) errors.push({ field: 'on', text: 'Enter the date of the enquiry' });
  const replyDueOn = dayOf('replyDueOn', 'Date the reply is due');
  const kind = typed['kind'] === 'documents' || typed['kind'] === 'full' ? typed['kind'] : undefined;
  const service = typed['service'];
  return {
    errors,
    command: on === undefined ? undefined : { on, ombudsmanRef, ...(kind === undefined ? {} : { kind }), ...(replyDueOn === undefined ? {} : { replyDueOn }), ...(service !== undefined && services.has(service) ? { service } : {}) },
  };
}

export function enquiryPage(typed: TypedFields, form: string, errors: readonly FieldError[], { services, words, today }: { readonly services: readonly ServiceNode[]; readonly words: CouncilWords; readonly today: Day }) {
  const parents = new Map(services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])));
  const error: Record<string, string> = {};
  for (const one of errors) error[one.field] ??= one.text;
  const boxes = (name: string) => (['day', 'month', 'year'] as const).map((part) => ({ name: part, value: typed[`${name}-${part}`] ?? '', classes: `govuk-input--width-${part === 'year' ? 4 : 2}${error[name] === undefined ? '' : ' govuk-input--error'}` }));
  return {
    title: 'Record an enquiry about no case on record', form, error, errors: errors.map(({ field, text }) => ({ text, href: `#${field === 'on' || field === 'replyDueOn' ? `${field}-day` : field}` })), backTo: { text: 'Back to the Ombudsman’s matters', href: '/ombudsman' },
    ombudsmanRef: typed['ombudsmanRef'] ?? '', todayInWords: inWords(today), on: boxes('on'), replyDueOn: boxes('replyDueOn'),
    kinds: [{ value: 'documents', text: 'Documents, before a case is allocated', checked: typed['kind'] === 'documents' }, { value: 'full', text: 'A full reply', checked: typed['kind'] === 'full' }],
    services: [{ value: '', text: 'Not known', selected: (typed['service'] ?? '') === '' }, ...services.map(({ service }) => ({ value: service, text: valueInWords('service', service, words, parents), selected: service === typed['service'] }))],
  };
}
