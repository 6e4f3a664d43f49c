/** What is wrong with a register, and where. A fault without a row is of the whole file: nothing of it can be kept. */
export type Fault = {
  readonly file: string;
  /** As seen in the spreadsheet: the header is row 1. */
  readonly row?: number;
  readonly column?: string; readonly value?: string;
  readonly problem: string;
  /** What may stand there instead. */
  readonly allowed?: string;
};

/** A value as it is shown in a message: short, on one line. */
function shown(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}…` : line;
}

/** One line: `representations.csv row 7, stage1_outcome 'Upheld': is not a value of this column. Allowed: upheld, …` */
export function faultInWords(fault: Fault): string {
  const place = [fault.row === undefined ? fault.file : `${fault.file} row ${fault.row}`, fault.column].filter((part) => part !== undefined).join(', ');
  const value = fault.value === undefined || fault.value === '' ? '' : ` '${shown(fault.value)}'`;
  return `${place}${value}: ${fault.problem}.${fault.allowed === undefined ? '' : ` Allowed: ${fault.allowed}`}`;
}

/** Values that may stand somewhere; where one holds a comma another sign divides them. */
export function listInWords(values: readonly string[]): string {
  return values.join(values.some((value) => value.includes(',')) ? ' · ' : ', ');
}

/** By file, in the order in which files are described, then by row. Of one row as they were found. */
export function inOrderOfFiles(faults: readonly Fault[], files: readonly string[]): Fault[] {
  const place = (fault: Fault) => {
    const at = files.indexOf(fault.file.replace(/\.csv$/, ''));
    return at === -1 ? files.length : at;
  };
  return faults.toSorted((a, b) => place(a) - place(b) || (a.file < b.file ? -1 : a.file > b.file ? 1 : 0) || (a.row ?? 0) - (b.row ?? 0));
}
