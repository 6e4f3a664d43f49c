import { inWords } from '../../../domain/day.ts';
import type { DetailName, PersonDetails, WayOfContact } from '../../../store/people.ts';

export const wayNames: Readonly<Record<WayOfContact, string>> = { telephone: 'Telephone', text: 'Text message', email: 'Email', letter: 'Letter', through_somebody_else: 'Through somebody else' };
export const detailNames: Readonly<Record<DetailName, string>> = {
  name: 'name', formerNames: 'other names', bornOn: 'date of birth', telephone: 'telephone number', email: 'email address', address: 'address', preferredContact: 'preferred way of contact', communicationNeeds: 'communication needs',
};

/** A detail of a person as a page prints it; undefined where nothing is on record. */
export function detailInWords(person: PersonDetails, detail: DetailName): string | undefined {
  switch (detail) {
    case 'formerNames': return person.formerNames === undefined || person.formerNames.length === 0 ? undefined : person.formerNames.join(', ');
    case 'bornOn': return person.bornOn === undefined ? undefined : inWords(person.bornOn);
    case 'preferredContact': return person.preferredContact === undefined ? undefined : wayNames[person.preferredContact];
    default: return person[detail];
  }
}

export function detailRows(person: PersonDetails): readonly (readonly [string, string | undefined])[] {
  return (Object.keys(detailNames) as DetailName[]).map((detail) => [`${detailNames[detail].slice(0, 1).toUpperCase()}${detailNames[detail].slice(1)}`, detailInWords(person, detail)]);
}
