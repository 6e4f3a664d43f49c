import type { Channel, ComplainantType, Handling } from '../domain/terms.ts';
import { between, chance, logUniform, type Random, variedWeights, type Weighted, whole } from './random.ts';
import { simulateServices, type ServiceTree } from './service-tree.ts';
import { complainantTypes, earlierChannels, handlings, laterChannels, themes } from './shares.ts';

/** What makes one council unlike another: how much comes in, how it is dealt with, and what is written down. */
export type Habits = {
  /** Representations in the first year, and by how much they grow each year (0.03: by 3 %). */
  readonly inTheFirstYear: number; readonly growth: number;
  readonly tree: ServiceTree;
  readonly channelsEarlier: Weighted<Channel>; readonly channelsLater: Weighted<Channel>;
  readonly complainantTypes: Weighted<ComplainantType>; readonly handlings: Weighted<Handling>; readonly themes: Weighted<string>;
  /** Shares, from 0 to 1. */
  readonly comeBack: number;
  readonly knowsAboutYoungPeople: number; readonly knowsAboutAdults: number; readonly asksSexualOrientation: number; readonly recordsChildStatus: number; readonly recordsPersistence: number;
  readonly recordsCourt: boolean; readonly writesSummaries: number;
  /** Of complaints answered: within 10 working days, and from 11 to 20. */
  readonly within10: number; readonly within20: number;
  readonly extends: number; readonly extendsUnlawfully: number; readonly givesLateReasons: number; readonly startsClockLater: number;
  readonly notProgressed: number; readonly neverAnswered: number;
  readonly escalates: number; readonly refusesStage2: number; readonly agreesStatement: number; readonly stage2Late: number; readonly goesToPanel: number; readonly panelLate: number;
  readonly ombudsman: number; readonly promisesActions: number; readonly keepsPromises: number;
  /** For each complaint. */
  readonly compliments: number; readonly mayPrint: number;
  readonly investigators: number;
  readonly ownCorporateLimits: boolean; readonly ownContactType: boolean; readonly ownDistrict: boolean; readonly ownRootCause: boolean;
};

/** From a small council to a large one, in representations a year. */
export const usualVolume = { least: 30, most: 500 } as const;

export function simulateHabits(random: Random, volume: { readonly least: number; readonly most: number } = usualVolume): Habits {
  const within10 = between(random, 0.3, 0.68);
  return {
    inTheFirstYear: volume.least === volume.most ? volume.least : Math.round(logUniform(random, volume.least, volume.most)),
    growth: volume.least === volume.most ? 0 : between(random, -0.02, 0.05),
    tree: simulateServices(random),
    channelsEarlier: variedWeights(random, earlierChannels, 0.5), channelsLater: variedWeights(random, laterChannels, 0.4),
    complainantTypes: variedWeights(random, complainantTypes, 0.3), handlings: variedWeights(random, handlings, 0.5), themes: variedWeights(random, themes, 0.5),
    comeBack: between(random, 0.03, 0.1),
    knowsAboutYoungPeople: between(random, 0.6, 1), knowsAboutAdults: between(random, 0, 0.55), asksSexualOrientation: chance(random, 0.3) ? between(random, 0.1, 0.4) : 0,
    recordsChildStatus: between(random, 0.1, 0.95), recordsPersistence: chance(random, 0.5) ? 0.9 : 0,
    recordsCourt: chance(random, 0.7), writesSummaries: between(random, 0.4, 1),
    within10, within20: (1 - within10) * between(random, 0.5, 0.75),
    extends: between(random, 0.45, 0.9), extendsUnlawfully: chance(random, 0.25) ? between(random, 0.2, 0.5) : between(random, 0, 0.1), givesLateReasons: between(random, 0.6, 1), startsClockLater: between(random, 0.02, 0.15),
    notProgressed: between(random, 0.03, 0.14), neverAnswered: between(random, 0.005, 0.025),
    escalates: between(random, 0.085, 0.14), refusesStage2: chance(random, 0.08) ? between(random, 0.6, 0.9) : between(random, 0.02, 0.14), agreesStatement: between(random, 0.85, 1),
    stage2Late: between(random, 0.07, 0.3), goesToPanel: between(random, 0.14, 0.3), panelLate: between(random, 0.3, 0.85),
    ombudsman: between(random, 0.015, 0.035), promisesActions: between(random, 0.35, 0.7), keepsPromises: between(random, 0.7, 0.97),
    compliments: between(random, 0.65, 1.4), mayPrint: between(random, 0.45, 0.95),
    investigators: whole(random, 4, 12),
    ownCorporateLimits: chance(random, 0.3), ownContactType: chance(random, 0.4), ownDistrict: chance(random, 0.5), ownRootCause: chance(random, 0.3),
  };
}
