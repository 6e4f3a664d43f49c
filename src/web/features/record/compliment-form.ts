import type { ReceiveCompliment } from '../../../domain/acts/receive-compliment.ts';
import { type Day, inWords } from '../../../domain/day.ts';
import { channels, complimentAspects, complimentAspectsByPart, complimentOrigins, complimentSources, yesNo } from '../../../domain/terms.ts';
import type { Authority, ServiceNode } from '../../../store/authorities.ts';
import type { Draft, TypedFields } from '../../../store/drafts.ts';
import { instantInWords } from '../../instant-in-words.ts';
import { type Choice, choicesOf, oneOf, selectFrom, servicesToChoose } from './choices.ts';
import { dateTyped, dayTyped, type FieldError, said, tooLong } from './typed.ts';

const fields = new Set(['received-day', 'received-month', 'received-year', 'source', 'origin', 'service', 'credited', 'channel', 'aspects', 'text', 'publishConsent']);

export function isFieldOfCompliment(name: string): boolean {
  return fields.has(name);
}

/** Aspects are sent one a line. */
function aspectsTyped(typed: TypedFields): readonly string[] {
  const sent = (typed['aspects'] ?? '').split('\n');
  return complimentAspects.filter((aspect) => sent.includes(aspect));
}

export function readCompliment(typed: TypedFields, services: ReadonlySet<string>): { readonly receivedOn: Day | undefined; readonly compliment: Omit<ReceiveCompliment, 'ref' | 'on'>; readonly errors: readonly FieldError[] } {
  const errors: FieldError[] = tooLong(typed, (field) => (field === 'credited' ? { name: 'Who is praised', line: true } : field === 'text' ? { name: 'What they said', line: false } : undefined));
  const receivedOn = dayTyped(typed, 'received', 'Date received', errors);
  if (receivedOn === undefined && errors.every(({ field }) => field !== 'received')) errors.push({ field: 'received', text: 'Enter the date it was received' });
  const source = oneOf(complimentSources, typed['source']);
  if (source === undefined) errors.push({ field: 'source', text: 'Select who gave it' });
  const channel = oneOf(channels, typed['channel']);
  if (channel === undefined) errors.push({ field: 'channel', text: 'Select how it came' });
  const text = said(typed, 'text');
  const aspects = aspectsTyped(typed);
  if (text === undefined && aspects.length === 0) errors.push({ field: 'text', text: 'Enter what they said, or select what they praised' });
  const publishConsent = oneOf(yesNo, typed['publishConsent']);
  if (publishConsent === 'yes' && text === undefined) errors.push({ field: 'text', text: 'Enter what they said, if it may be quoted' });
  const service = said(typed, 'service');
  const origin = oneOf(complimentOrigins, typed['origin']) ?? (source === undefined ? undefined : source === 'colleague' ? 'internal' : 'external');
  return {
    receivedOn, errors,
    compliment: { source, origin, channel, aspects, text, publishConsent, credited: said(typed, 'credited'), ...(service !== undefined && services.has(service) ? { service } : {}) },
  };
}

export function complimentPage(typed: TypedFields, form: string, errors: readonly FieldError[], { authority, services, today, recorded, drafts, saved }: { readonly authority: Authority; readonly services: readonly ServiceNode[]; readonly today: Day; readonly recorded?: string; readonly drafts: readonly Draft[]; readonly saved: boolean }) {
  const { words } = authority;
  const { day, month, year } = dateTyped(typed, 'received');
  const error: Record<string, string> = {};
  for (const { field, text } of errors) error[field] ??= text;
  const praised = aspectsTyped(typed);
  return {
    title: 'Record a compliment', form, values: typed, error, errors: errors.map(({ field, text }) => ({ text, href: `#${field === 'received' ? 'received-day' : field}` })), recorded, saved,
    drafts: drafts.filter((draft) => draft.form !== `record-compliment:${form}`).map((draft) => ({ form: draft.form.slice('record-compliment:'.length), saved: instantInWords(draft.savedAt), keptUntil: inWords(draft.keptUntil), about: aboutDraft(draft.fields) })),
    todayInWords: inWords(today),
    sources: selectFrom(choicesOf('source', complimentSources, typed['source'], words)), channels: selectFrom(choicesOf('channel', channels, typed['channel'], words)),
    services: selectFrom(servicesToChoose(services, typed['service'], words), 'Not known'),
    origins: choicesOf('origin', complimentOrigins, typed['origin'], words, { internal: 'From inside the council', external: 'From outside' }),
    consents: choicesOf('publish_consent', yesNo, typed['publishConsent'], words),
    received: [{ name: 'day', classes: 'govuk-input--width-2', value: day }, { name: 'month', classes: 'govuk-input--width-2', value: month }, { name: 'year', classes: 'govuk-input--width-4', value: year }],
    parts: complimentAspectsByPart.map(({ part, aspects }, index) => ({
      part, id: `aspects-${index + 1}`, items: choicesOf('aspects', aspects, undefined, words).map((item): Choice => ({ ...item, checked: praised.includes(item.value) })),
    })),
  };
}

/** What a draft is known by: whom it praises, else the beginning of what was said. */
function aboutDraft(fields: TypedFields): string {
  const about = said(fields, 'credited') ?? said(fields, 'text');
  if (about === undefined) return 'Nothing typed yet';
  return about.length > 60 ? `${about.slice(0, 59).trimEnd()}…` : about;
}
