/** Rounded to `places` decimals, halves away from zero: 2.5 to 3, −2.5 to −3. */
export function roundHalfAway(value: number, places: number): number {
  const factor = 10 ** places;
  // 1.005 × 100 is 100.49999999999999: what is nearer than a billionth to a half counts as a half.
  const scaled = Math.abs(value) * factor;
  const rounded = Math.floor(scaled + 0.5 + 1e-9) / factor;
  return value < 0 && rounded !== 0 ? -rounded : rounded;
}

function grouped(value: number, places: number): string {
  const [whole = '0', decimals] = Math.abs(roundHalfAway(value, places)).toFixed(places).split('.');
  const text = whole.replaceAll(/\B(?=(\d{3})+$)/g, ',') + (decimals === undefined ? '' : `.${decimals}`);
  return value < 0 && Number(text.replaceAll(',', '')) !== 0 ? `−${text}` : text;
}

/** `1,234`. */
export function count(value: number): string {
  return grouped(value, 0);
}

/** `1,234.5`; whole where no decimals are asked for. */
export function decimal(value: number, places: number): string {
  return grouped(value, places);
}

/** `£11,507.60`: pence always, so that columns line up. */
export function pounds(value: number): string {
  return value < 0 ? `−£${grouped(-value, 2)}` : `£${grouped(value, 2)}`;
}

/** `44%`, `92.68%`. */
export function percent(value: number, places = 0): string {
  return `${grouped(value, places)}%`;
}

/** A share of what was counted: `44%`; of what is there and yet rounds to nought, `less than 1%`, so that nobody reads that there was none. */
export function shareInPercent(value: number, places = 0): string {
  return value > 0 && roundHalfAway(value, places) === 0 ? `less than ${percent(10 ** -places, places)}` : percent(value, places);
}

/** The noun that goes with a number: `complaint` for one, `complaints` for none, two or more. */
export type Noun = { readonly one: string; readonly many: string };

export function nounFor(value: number, noun: Noun): string {
  return value === 1 ? noun.one : noun.many;
}

/** `1 complaint`, `7 complaints`, `no complaints`. */
export function counted(value: number, noun: Noun): string {
  return value === 0 ? `no ${noun.many}` : `${count(value)} ${nounFor(value, noun)}`;
}

/** `Fostering`, `Fostering and Safeguarding`, `Fostering, Safeguarding and Through Care`. */
export function listed(items: readonly string[]): string {
  const last = items.at(-1);
  if (last === undefined) return '';
  return items.length === 1 ? last : `${items.slice(0, -1).join(', ')} and ${last}`;
}

export function capitalised(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
