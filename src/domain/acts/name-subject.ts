import type { RepresentationFile } from '../case-file.ts';
import type { SubjectNamed } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, refuseWhen, withoutBlanks } from './checks.ts';
import type { ActContext } from './context.ts';

export type NameSubject = Omit<SubjectNamed, 'type'>;

/** Names the worker, or the service, that a case is about: it is hidden from them from now on, everywhere. */
export function nameSubject(file: RepresentationFile, command: NameSubject, context: ActContext): Decision {
  const { person, service } = command;
  return decide([
    dated('Date', command.on, file, context),
    refuseWhen(!person && !service, 'missing', 'Select the person or the service that the case is about', 'person'),
    refuseWhen(person !== undefined && file.respondingManager === person, 'responds to it', 'This person is answering the complaint. Give it to another manager first.', 'person'),
    refuseWhen(person !== undefined && file.aboutPeople.includes(person), 'named already', 'The case is on record as about this person', 'person'),
    refuseWhen(!person && service !== undefined && file.aboutServices.includes(service), 'named already', 'The case is on record as about this service', 'service'),
  ], () => [withoutBlanks({ type: 'SubjectNamed', ...command })]);
}
