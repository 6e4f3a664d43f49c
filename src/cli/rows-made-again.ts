import type { OutdatedRows } from '../store/store.ts';

/** What somebody is told who waits while read tables of another version are made again. */
export function madeAgainInWords(cases: number): string {
  return `Another version of Candour worked out the lists and figures of this database. Working them out again, once, for ${cases === 1 ? '1 case' : `${cases.toLocaleString('en-GB')} cases`} …\n`;
}

/** For commands whose output others read: they say it once, on the error stream. */
export function sayingRowsAreMadeAgain(): OutdatedRows {
  let said = false;
  return (_done, of) => {
    if (!said) process.stderr.write(madeAgainInWords(of));
    said = true;
  };
}
