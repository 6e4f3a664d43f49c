export const ageBands = ['under_5', '5_to_9', '10_to_15', '16_to_17', '18_to_24', '25_and_over'] as const;
export type AgeBand = (typeof ageBands)[number];

/** The band of an age in whole years: children's bands as the Department for Education publishes them, then care leavers to 24, then adults. */
export function ageBandOf(age: number): AgeBand {
  if (age < 5) return 'under_5';
  if (age < 10) return '5_to_9';
  if (age < 16) return '10_to_15';
  if (age < 18) return '16_to_17';
  return age < 25 ? '18_to_24' : '25_and_over';
}
