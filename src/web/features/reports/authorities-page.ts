import type { Authority } from '../../../store/authorities.ts';
import { fieldsOf } from '../../date-fields.ts';
import { type LayoutKey, layoutNames } from './report-form.ts';
import { inWords } from '../../../domain/day.ts';

export type AuthoritiesPage = {
  readonly title: string;
  readonly authorities: readonly {
    readonly name: string; readonly representations: string; readonly compliments: string; readonly otherHref: string;
    /** The report that its register was made for. */
    readonly report?: { readonly href: string; readonly text: string };
  }[];
};

export function authoritiesPage(authorities: readonly Authority[], counts: ReadonlyMap<number, { representations: number; compliments: number }>): AuthoritiesPage {
  return {
    title: 'Reports',
    authorities: authorities.map((authority) => {
      const count = counts.get(authority.authorityId) ?? { representations: 0, compliments: 0 };
      const otherHref = `/authorities/${encodeURIComponent(authority.authority)}/report`;
      const { report } = authority;
      return {
        name: authority.name, representations: count.representations.toLocaleString('en-GB'), compliments: count.compliments.toLocaleString('en-GB'), otherHref,
        ...(report === undefined || !Object.hasOwn(layoutNames, report.layout) ? {} : {
          report: { href: `${otherHref}?${query(report.layout as LayoutKey, report)}`, text: `${layoutNames[report.layout as LayoutKey]} report, ${inWords(report.from)} to ${inWords(report.to)}` },
        }),
      };
    }),
  };
}

function query(layout: LayoutKey, { from, to }: Pick<NonNullable<Authority['report']>, 'from' | 'to'>): string {
  const parameters = new URLSearchParams({ layout });
  for (const [name, on] of [['from', from], ['to', to]] as const) {
    for (const [part, value] of Object.entries(fieldsOf(on))) parameters.set(`${name}-${part}`, value);
  }
  return parameters.toString();
}
