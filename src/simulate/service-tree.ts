import type { RowOf } from '../register/columns.ts';
import { chance, pick, type Random, shuffled, type Weighted, whole } from './random.ts';

/** A service with those below it, how many of a council's representations are about it, and whether it is outside the statutory procedure as a rule. */
type Branch = { readonly names: readonly string[]; readonly below: readonly string[] | 'localities'; readonly weight: number; readonly corporateAsARule?: true; readonly everyCouncil: boolean };

/** Shares after the published reports: about half on child protection and children in need, a fifth on children in care, then disability and the front door. */
const branches: readonly Branch[] = [
  { names: ['Safeguarding and Family Support', 'Family Safeguarding', 'Children in Need and Protection'], below: 'localities', weight: 42, everyCouncil: true },
  { names: ['Children in Care', 'Looked After Children', 'Corporate Parenting'], below: ['Permanence', 'Court Work', 'Residential Homes'], weight: 18, everyCouncil: true },
  { names: ['Disabled Children', 'Children with Disabilities'], below: ['Short Breaks', 'Social Work'], weight: 13, everyCouncil: true },
  { names: ['Front Door', 'Referral and Assessment'], below: ['Contact and Referral', 'Assessment'], weight: 11, everyCouncil: true },
  { names: ['Care Leavers', 'Leaving Care'], below: ['Personal Advisers', 'Housing and Money'], weight: 5, everyCouncil: true },
  { names: ['Fostering and Adoption', 'Family Placement'], below: ['Fostering', 'Adoption and Special Guardianship'], weight: 5, everyCouncil: true },
  { names: ['Early Help', 'Family Hubs'], below: ['Family Workers', 'Youth Work'], weight: 4, everyCouncil: false },
  { names: ['Independent Review', 'Quality and Review'], below: ['Conferences', 'Reviews'], weight: 3, everyCouncil: false },
  { names: ['Special Educational Needs'], below: ['Assessment of Needs', 'Transport'], weight: 14, corporateAsARule: true, everyCouncil: false },
  { names: ['Youth Justice'], below: ['Prevention', 'Court Team'], weight: 1, everyCouncil: false },
];
const localities = ['North', 'South', 'East', 'West', 'Central'] as const;

export type ServiceTree = {
  readonly rows: readonly RowOf<'services'>[];
  /** Where representations arise: now and then a service as a whole, mostly one of those below it. */
  readonly about: Weighted<string>;
  readonly corporateAsARule: ReadonlySet<string>;
};

/** A council's services, two levels deep. */
export function simulateServices(random: Random): ServiceTree {
  const rows: RowOf<'services'>[] = [];
  const about: [string, number][] = [];
  const corporateAsARule = new Set<string>();
  for (const branch of branches) {
    if (!branch.everyCouncil && chance(random, 0.45)) continue;
    const service = pick(random, branch.names);
    const below = branch.below === 'localities' ? shuffled(random, localities).slice(0, whole(random, 2, 4)) : branch.below;
    rows.push({ service });
    const paths = below.map((name) => `${service}/${name}`);
    for (const path of paths) rows.push({ service: path, parent: service });
    const shares = paths.map(() => 0.4 + random.next());
    const total = shares.reduce((sum, share) => sum + share, 0);
    about.push([service, branch.weight * 0.1], ...paths.map((path, index): [string, number] => [path, (branch.weight * 0.9 * shares[index]!) / total]));
    if (branch.corporateAsARule) for (const path of [service, ...paths]) corporateAsARule.add(path);
  }
  return { rows, about, corporateAsARule };
}
