import type { CaseFile } from '../case-file.ts';
import type { NoteAdded } from '../events.ts';
import type { Decision } from '../refusal.ts';
import { dated, decide, notInFuture, written } from './checks.ts';
import type { ActContext } from './context.ts';

export type Note = Omit<NoteAdded, 'type'>;

/** Adds a note, to a case open or closed. */
export function note(file: CaseFile, command: Note, context: ActContext): Decision {
  return decide([
    file.kind === 'unattached' ? notInFuture('Date of the note', command.on, context) : dated('Date of the note', command.on, file, context),
    written(command.note, 'note', 'Enter the note'),
  ], () => [{ type: 'NoteAdded', ...command }]);
}
