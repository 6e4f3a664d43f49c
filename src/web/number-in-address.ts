/** The number by which an address names a report, a publication, a table or somebody; undefined where it is none. */
export function numberIn(typed: string): number | undefined {
  return /^[1-9]\d{0,8}$/u.test(typed) ? Number(typed) : undefined;
}
