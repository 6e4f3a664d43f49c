import { PlainError } from '../domain/plain-error.ts';
import { type FileName, fileNames } from '../register/columns.ts';
import type { CellDifference } from '../register/compare-register.ts';
import type { FactChange } from '../register/compare-settings.ts';
import { type Fault, faultInWords } from '../register/fault.ts';
import type { Register, RegisterInPart } from '../register/read-register.ts';
import { writeFaults, writeRejectedRows } from '../register/rejected-rows.ts';
import { type TakenIn, takeInRegister } from '../register/take-in-register.ts';
import { type AuthoritySettings, findAuthority } from '../store/authorities.ts';
import type { Database } from '../store/database.ts';
import { openStore } from '../store/store.ts';
import { progressBar } from './progress.ts';
import { sayingRowsAreMadeAgain } from './rows-made-again.ts';

export type ImportOptions = { readonly authority?: string; readonly acceptPartial?: boolean; readonly all?: boolean; readonly map?: string; readonly propose?: string; readonly yes?: boolean; readonly sheet?: string; readonly updateSettings?: boolean; readonly overwriteOwn?: boolean };

const FAULTS_SHOWN = 50;

/** Takes a register that was read into the database and says what came of it; rows that were not kept go beside the input. @throws PlainError where nothing was taken in. */
export async function takeIn(path: string, register: Register, { rejectedRows = [], beside = [], headers = {} }: Partial<RegisterInPart>, options: ImportOptions, stop: AbortSignal): Promise<void> {
  const store = await openStore(undefined, sayingRowsAreMadeAgain());
  const bar = progressBar('Taking in', 'cases');
  let settings: AuthoritySettings;
  try {
    settings = await settingsFor(store.db, register, options.authority);
    const result = await takeInRegister(store.db, settings, register.rows, { by: 'candour import', at: new Date() }, { onProgress: bar.update, stop, updateSettings: options.updateSettings ?? false, overwriteOwn: options.overwriteOwn ?? false });
    bar.stop();
    if ('contradictions' in result) throw contradiction(settings, result.contradictions, options);
    if ('overwritten' in result) throw overwriting(settings, result.overwritten);
    process.stdout.write(inWords(settings, register, result.takenIn));
  } finally {
    bar.stop();
    await store.close();
  }
  if (rejectedRows.length === 0) return;
  const folder = await writeRejectedRows(path, settings, { rejectedRows, beside, headers });
  process.stdout.write(`${counted(rejectedRows.length, 'row')} not kept: ${rejectedRows.length === 1 ? 'it is' : 'they are'} in ${folder}, with the reasons in the last column. Put ${rejectedRows.length === 1 ? 'it' : 'them'} right there, then: npx candour import ${folder}\n`);
}

/** The settings that a register brings; without any, those held of the authority named, or, of a new one, its name alone. */
async function settingsFor(database: Database, register: Register, named: string | undefined): Promise<AuthoritySettings> {
  if (register.settings !== undefined) {
    const { authority } = register.settings;
    if (named !== undefined && named.toLowerCase() !== authority.toLowerCase()) throw new PlainError(`This is the register of ${authority}, and --authority says ${named}. Nothing was taken in.`);
    return register.settings;
  }
  if (named === undefined) throw new PlainError('The register holds no authority.json, so say whose it is with --authority NAME. Nothing was taken in.');
  const held = await findAuthority(database, named);
  if (held === undefined) return { authority: named, name: named, financialYearStarts: '04-01', words: {}, themes: [], procedures: {}, conventions: {} };
  const { authorityId: _, ...settings } = held;
  return settings;
}

/** The faults of a register as the message that refuses it: the first of them, and where the others are. */
export async function refusal(path: string, faults: readonly Fault[], options: ImportOptions): Promise<PlainError> {
  const shown = options.all ? faults : faults.slice(0, FAULTS_SHOWN);
  const lines = shown.map(faultInWords);
  const others = faults.length - shown.length;
  if (others > 0) lines.push(`… and ${counted(others, 'more fault')}: the whole list is in ${await writeFaults(path, faults)}`);
  const partial = faults.every((fault) => fault.row !== undefined && fault.row > 1);
  lines.push(`${counted(faults.length, 'fault')}; nothing of ${path} was taken in.${partial && !options.acceptPartial ? ' With --accept-partial the good rows are kept and the others written beside it.' : ''}`);
  return new PlainError(lines.join('\n'));
}

function contradiction(settings: AuthoritySettings, differences: readonly CellDifference[], options: ImportOptions): PlainError {
  const shown = options.all ? differences : differences.slice(0, FAULTS_SHOWN);
  const lines = shown.map(({ file, ref, column, row, held, now }) => (column === undefined
    ? `${ref}, ${file} ${row ?? ''}: ${now === '' ? 'held, and not in this register' : 'in this register, and cannot be added'}`
    : `${ref}, ${file} ${column}: '${held}' is held, this register says '${now}'`));
  if (shown.length < differences.length) lines.push(`… and ${counted(differences.length - shown.length, 'more difference')}: list them with --all`);
  const refs = new Set(differences.map((difference) => difference.ref));
  lines.push(`This register contradicts what is held of ${counted(refs.size, 'case')} of ${settings.authority}; nothing was taken in. A mistake is put right in the case itself, with a reason.`);
  return new PlainError(lines.join('\n'));
}

function overwriting(settings: AuthoritySettings, changes: readonly FactChange[]): PlainError {
  const own = changes.filter((change) => change.setHere === true);
  if (own.length > 0) {
    return new PlainError([
      ...own.map(changeInWords),
      `This register would undo ${counted(own.length, 'setting')} that ${settings.authority} has changed in Candour itself; nothing was taken in. Export the register to have them in it, or add --overwrite-own to --update-settings to go back to what this register says.`,
    ].join('\n'));
  }
  return new PlainError([
    ...changes.map(changeInWords),
    `This register changes ${counted(changes.length, 'setting or fact')} held of ${settings.authority}; nothing was taken in. With --update-settings what this register says takes its place.`,
  ].join('\n'));
}

function changeInWords({ what, was, is }: FactChange): string {
  return was === undefined ? `${what}: ${is ?? ''} (new)` : `${what}: ${was} → ${is ?? 'nothing'}`;
}

const ADDITIONS_SHOWN = 10;

/** Each setting or fact that is now told otherwise, the first of those that are new, and what that did to the cases held. */
function changesInWords({ changes, recounted }: TakenIn): string {
  const added = changes.filter((change) => change.was === undefined);
  const lines = [...changes.filter((change) => change.was !== undefined), ...added.slice(0, ADDITIONS_SHOWN)].map((change) => `  ${changeInWords(change)}`);
  if (added.length > ADDITIONS_SHOWN) lines.push(`  … and ${counted(added.length - ADDITIONS_SHOWN, 'more new setting or fact')}`);
  if (recounted > 0) lines.push(`The days and figures of ${counted(recounted, 'case')} held before are worked out again by these rules.`);
  return changes.length === 0 ? '' : `Settings and facts brought up to date:\n${lines.join('\n')}\n`;
}

export function counted(count: number, what: string): string {
  const words = count === 1 ? what : what.replace(/\b(request|figure|setting)\b|$/, (noun) => `${noun}s`).replace(/ or fact$/, ' or facts');
  return `${count.toLocaleString('en-GB')} ${words}`;
}

const nounOf: { readonly [F in FileName]: string } = {
  representations: 'representation', elements: 'element', stage2: 'request for stage 2', stage3: 'request for stage 3', ombudsman: 'Ombudsman’s matter', payments: 'payment',
  actions: 'action', compliments: 'compliment', services: 'service', context: 'figure of activity', published: 'published figure',
};

function inWords(settings: AuthoritySettings, register: Register, takenIn: TakenIn): string {
  if (takenIn.events === 0 && takenIn.changes.length === 0 && !takenIn.newAuthority) return `Nothing to take in: all of this register is held already (${settings.authority}, ${counted(takenIn.unchanged, 'case')}).\n`;
  const rows = fileNames.flatMap((name) => (register.rows[name].length === 0 ? [] : [counted(register.rows[name].length, nounOf[name])]));
  const cases = [counted(takenIn.newCases, 'new case'), ...(takenIn.addedTo > 0 ? [`${takenIn.addedTo.toLocaleString('en-GB')} added to`] : []), ...(takenIn.unchanged > 0 ? [`${takenIn.unchanged.toLocaleString('en-GB')} unchanged`] : [])];
  return `Took in the register of ${settings.authority}: ${rows.join(', ')}.\n${cases.join(', ')}; ${counted(takenIn.events, 'event')}.\n${changesInWords(takenIn)}`;
}
