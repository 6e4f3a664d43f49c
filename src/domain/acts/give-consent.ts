import type { RepresentationFile } from '../case-file.ts';
import type { ConsentGiven } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { standingConsents } from '../standing-consents.ts';
import { type Check, dated, decide, refuseWhen, withoutBlanks, written } from './checks.ts';
import type { ActContext } from './context.ts';
import { sameName } from './roles.ts';

export type GiveConsent = Omit<ConsentGiven, 'type' | 'consent'>;

/** What is to be said of any consent. `fieldOf` gives the form's own names, where the consent is part of another form. */
export function consentChecks({ by, how, covers, note }: Pick<GiveConsent, 'by' | 'how' | 'covers' | 'note'>, fieldOf: (field: 'how' | 'covers' | 'note') => string = (field) => field): readonly Check[] {
  const nobodyAsked = by === 'best_interests';
  return [
    refuseWhen(nobodyAsked !== (how === 'not_asked'), 'way of consenting', nobodyAsked ? 'Select that they could not be asked' : 'Select how they consented: they can only not be asked where it is decided in the child’s interest', fieldOf('how')),
    refuseWhen(covers.length === 0, 'missing', 'Select what they consented to', fieldOf('covers')),
    nobodyAsked ? written(note, fieldOf('note'), 'Enter why the child could not be asked, and why it is in the child’s interest') : undefined,
  ];
}

/** Records that a child, young person or complainant consents to an advocate or a representative: who said so, when, how, and to what. */
export function giveConsent(file: RepresentationFile, command: GiveConsent, context: ActContext): Decision {
  const { to, person, name } = command;
  const standing = standingConsents(file, to);
  const stands = standing.some((consent) => (to === 'advocate' ? consent.person === file.advocate : true));
  return decide([
    dated('Date of the consent', command.on, file, context),
    refuseWhen(to === 'advocate' && file.advocate === undefined, 'no advocate', 'Nobody is the advocate in this case. Appoint one first'),
    refuseWhen(to === 'advocate' && file.advocate !== undefined && !sameName(person, file.advocate), 'not the advocate', `${person ?? 'That person'} is not the advocate in this case`, 'person'),
    refuseWhen(to === 'representative' && person === undefined && (name === undefined || name.trim() === ''), 'missing', 'Select the complainant, or enter the name of the representative', 'person'),
    refuseWhen(to === 'representative' && person !== undefined && name !== undefined && name.trim() !== '', 'two people', 'Select the complainant or enter another name, not both', 'name'),
    refuseWhen(stands, 'stands already', `There is a consent to ${to === 'advocate' ? 'the advocate' : 'a representative'} on record. Record that it was withdrawn before another is given`),
    ...consentChecks(command),
  ], () => [withoutBlanks({ type: 'ConsentGiven', consent: file.consents.length + 1, ...command })]);
}
