import type { FastifyReply, FastifyRequest } from 'fastify';
import type { RepresentationFile } from '../../../domain/case-file.ts';
import type { Day } from '../../../domain/day.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { isLetterKind, type LetterKind } from '../../../letters/kinds.ts';
import type { LetterFacts } from '../../../letters/letter-facts.ts';
import { bodyOf, type LetterText, type Wording } from '../../../letters/letter-text.ts';
import { isPassage, type PassageKey } from '../../../letters/wording.ts';
import { accountNames } from '../../../store/accounts.ts';
import { caseFor, type SeenCase } from '../../../store/case-for-viewer.ts';
import type { Database } from '../../../store/database.ts';
import { auditUnseen } from '../../../store/hidden-case.ts';
import { addresseeOf, findLetter, type KeptLetter, type KeptLetterSettings, letterSettingsOf, type OwnPassage, otherChildrenIn } from '../../../store/letters.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import { type Clock, todayBy, viewerOf } from '../../request-context.ts';
import { maySee } from './who-writes.ts';

export type CaseWithLetters = { readonly viewer: Viewer; readonly seen: SeenCase; readonly file: RepresentationFile };
/** A letter of a case. `text`: undefined once the case was erased. */
export type LetterInCase = CaseWithLetters & { readonly kept: KeptLetter; readonly kind: LetterKind; readonly text?: LetterText };

const LONGEST_REFERENCE = 100;
const LARGEST_NUMBER = 100_000;

/** The case asked for; undefined, once answered as for one that does not exist, where the viewer may not see it. */
export async function caseAsked(database: Database, clock: Clock, request: FastifyRequest<{ Params: { ref: string } }>, reply: FastifyReply): Promise<CaseWithLetters | undefined> {
  const viewer = viewerOf(request);
  const { ref } = request.params;
  const seen = ref.length > LONGEST_REFERENCE ? undefined : await caseFor(database, viewer, 'representation', ref, todayBy(clock), clock());
  if (seen?.file.kind === 'representation') return { viewer, seen, file: seen.file };
  if (seen === undefined && ref.length <= LONGEST_REFERENCE) await auditUnseen(database, viewer, 'representation', ref, 'see the letters of a case', clock());
  reply.callNotFound();
  return undefined;
}

/** The letter asked for, under the same rule. */
export async function letterAsked(database: Database, clock: Clock, request: FastifyRequest<{ Params: { ref: string; letter: string } }>, reply: FastifyReply): Promise<LetterInCase | undefined> {
  const asked = await caseAsked(database, clock, request, reply);
  if (asked === undefined) return undefined;
  const number = /^\d{1,6}$/.test(request.params.letter) ? Number(request.params.letter) : 0;
  const kept = number < 1 || number > LARGEST_NUMBER ? undefined : await findLetter(database, asked.viewer.authorityId, asked.seen.caseId, number);
  if (kept === undefined || !isLetterKind(kept.kind) || !maySee(asked.viewer, asked.file, kept.kind, kept)) {
    reply.callNotFound();
    return undefined;
  }
  // Written by this program alone, and never by a form as it came.
  return { ...asked, kept, kind: kept.kind, ...(kept.text === undefined ? {} : { text: kept.text as LetterText }) };
}

/** What the store keeps of a council's letters, as the letters have it. */
function settingsOf(kept: KeptLetterSettings & { readonly ownWording: readonly OwnPassage[] }): LetterFacts['settings'] {
  const ownWording = new Map<PassageKey, Partial<Record<Wording, string>>>();
  for (const { passage, wording, text } of kept.ownWording) {
    if (isPassage(passage)) ownWording.set(passage, { ...ownWording.get(passage), [wording]: text });
  }
  return {
    letterhead: kept.letterhead.split('\n').map((line) => line.trim()).filter((line) => line !== ''), team: kept.team.trim() === '' ? 'the complaints team' : kept.team.trim(),
    contact: kept.contact, ombudsman: kept.ombudsman, advocacy: kept.advocacy, secondPerson: kept.secondPerson, ownWording,
  };
}

/** What a letter is drafted and checked by. `letter`: of which there is a text already, whose names are looked up. */
export async function factsFor(database: Database, clock: Clock, { viewer, seen, file }: CaseWithLetters, of: { readonly wording: Wording; readonly letterOn: Day; readonly letter?: LetterText }): Promise<LetterFacts> {
  const { authorityId } = viewer;
  const [accounts, settings, addressee, otherChildren] = await Promise.all([
    accountNames(database, authorityId), letterSettingsOf(database, authorityId), addresseeOf(database, authorityId, file.received.complainant),
    of.letter === undefined ? [] : otherChildrenIn(database, viewer, seen.caseId, bodyOf(of.letter), todayBy(clock), clock()),
  ]);
  return {
    letterOn: of.letterOn, wording: of.wording, rules: rulesOf(seen.authority), events: seen.history.map((one) => one.event), council: seen.authority.name, settings: settingsOf(settings),
    words: seen.authority.words, names: accounts, addressee, signer: viewer.name, otherChildren,
  };
}

export function hrefOf(ref: string, letter?: number): string {
  return `/cases/${encodeURIComponent(ref)}/letters${letter === undefined ? '' : `/${letter}`}`;
}
