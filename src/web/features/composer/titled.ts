import type { FigurePeriod } from '../../../domain/figure-query.ts';
import { unknownTerms, inCouncilWords } from '../../../reporting/council-words.ts';
import { type Layout, titleOfDays } from '../../../reporting/layout.ts';
import { kindOf } from '../../../reporting/period.ts';
import { periodLabel } from '../../../reporting/report-period.ts';
import type { Authority } from '../../../store/authorities.ts';

/**
 * A layout for a report of a period, under a title as somebody typed it: where the period stands in it by its name, it is a place for
 * whatever period the layout is used for next. Without a title, that of the layout, or a general one where the period is of another kind.
 */
export function titledFor(layout: Layout, typed: string, period: FigurePeriod, { financialYearStarts, words }: Authority): { readonly layout: Layout; readonly title: string } | { readonly fault: string } {
  const kind = kindOf(period, financialYearStarts);
  const label = periodLabel(period, financialYearStarts);
  const template = typed === '' ? (kind === layout.kind ? layout.title : titleOfDays) : typed.replaceAll(label, '{period}');
  const unknown = unknownTerms(template, ['period']);
  if (unknown.length > 0) return { fault: `The title has {${unknown[0]}}, which stands for nothing. Leave the braces out` };
  return { layout: { ...layout, kind, title: template }, title: inCouncilWords(template.replaceAll('{period}', label), words) };
}
