import type { RowOf } from '../register/columns.ts';
import { chance, pick, type Random, weighted, type Weighted, whole } from './random.ts';
import type { Habits } from './habits.ts';
import { advocateWithYoungPeople, agesOf, childStatuses, childStatusesOfYoungPeople, ethnicities, genders, sexualOrientations, timesInAYear } from './shares.ts';

type Representation = RowOf<'representations'>;
type Said = Pick<Representation, 'complainant' | 'complainant_type' | 'gender' | 'ethnicity' | 'disability' | 'sexual_orientation' | 'child_status' | 'advocate' | 'persistent_complainant'>;

/** What stays with one complainant from one representation to the next. There is no name: a key, and what a register says. */
export type Complainant = { readonly said: Said; readonly bornIn?: number; readonly times: number };

/** Whether somebody complains as a child, a young person or a care leaver. */
export function isYoung(type: Representation['complainant_type']): boolean {
  return type === 'child_or_young_person' || type === 'care_leaver';
}

/** Times in a year from which a council may treat somebody as persistent. */
const OFTEN = 5;

function simulateComplainant(random: Random, key: string, year: number, times: number, habits: Habits): Complainant {
  const type = weighted(random, habits.complainantTypes);
  const young = isYoung(type);
  const known = young ? habits.knowsAboutYoungPeople : habits.knowsAboutAdults;
  const [youngest, oldest] = agesOf[type];
  const about = !chance(random, habits.recordsChildStatus) ? {}
    : { child_status: type === 'care_leaver' ? 'care_leaver' as const : weighted(random, young ? childStatusesOfYoungPeople : childStatuses) };
  const said: Said = {
    complainant: key, complainant_type: type,
    ...(chance(random, known) ? { gender: weighted(random, genders) } : {}),
    ...(chance(random, known) ? { ethnicity: weighted(random, ethnicities) } : {}),
    ...(chance(random, known * 0.9) ? { disability: chance(random, 0.13) ? 'yes' as const : 'no' as const } : {}),
    ...(!young && chance(random, habits.asksSexualOrientation) ? { sexual_orientation: weighted(random, sexualOrientations) } : {}),
    ...about,
    ...(young ? { advocate: weighted(random, advocateWithYoungPeople) } : chance(random, 0.9) ? { advocate: 'no' as const } : {}),
    ...(times >= OFTEN && chance(random, 0.75) ? { persistent_complainant: 'yes' as const } : chance(random, habits.recordsPersistence) ? { persistent_complainant: 'no' as const } : {}),
  };
  return chance(random, known) ? { said, times, bornIn: year - whole(random, youngest, oldest) } : { said, times };
}

/**
 * Who makes a year's representations: one entry for each of them. Most complainants come once; a few come a dozen times and
 * more, in councils large enough to meet them. Some of them were there in an earlier year.
 */
export function complainantsOfAYear(random: Random, year: number, count: number, earlier: Complainant[], habits: Habits): Complainant[] {
  const most = Math.max(2, Math.floor(count / 9));
  const times: Weighted<number> = timesInAYear.map(([value, weight]) => [value, value <= most ? weight : 0]);
  const who: Complainant[] = [];
  const met: Complainant[] = [];
  while (who.length < count) {
    const often = Math.min(weighted(random, times), count - who.length);
    const back = earlier.length > 0 && chance(random, habits.comeBack) ? pick(random, earlier) : undefined;
    const one = back !== undefined && !met.includes(back) && !outgrown(back, year) ? back : simulateComplainant(random, `P${String(earlier.length + 1).padStart(4, '0')}`, year, often, habits);
    met.push(one);
    if (one !== back) earlier.push(one);
    for (let time = 0; time < often; time += 1) who.push(one);
  }
  return who;
}

/** A child who is a child no longer comes back, if at all, as somebody else. */
function outgrown(one: Complainant, year: number): boolean {
  const type = one.said.complainant_type;
  return type !== undefined && isYoung(type) && (one.bornIn === undefined || year - one.bornIn > agesOf[type][1]);
}
