import type { Conditions, FigurePeriod } from '../domain/figure-query.ts';
import { type Fraction, fraction, plus } from './fraction.ts';
import { daysInWords } from './period.ts';

/** A value of the context: of the whole authority where the service is empty; a headcount where it is of one day. */
export type ContextValue = { readonly measure: string; readonly service: string; readonly from: string; readonly to: string; readonly value: string };
type ContextCell = { readonly keys: Readonly<Record<string, string>>; readonly value: Fraction };
type ContextQuestion = FigurePeriod & { readonly where: Conditions; readonly by: readonly string[] };

/**
 * What the services did in a period, by the value's own measure and service. A value of exactly the period is the answer;
 * else those of periods wholly inside it are added up; else it is the latest headcount of a day inside it. A service with no
 * value of its own has those of the services below it added up.
 */
export function activityIn(context: readonly ContextValue[], question: ContextQuestion): { readonly cells: readonly ContextCell[]; readonly why?: string } {
  const { measure, service } = question.where;
  if (measure === undefined && !question.by.includes('measure')) {
    const held = [...new Set(context.map((one) => one.measure))].toSorted();
    return { cells: [], why: `activity needs a condition on measure: ${held.length === 0 ? 'but the context holds none' : `it may be ${held.join(', ')}`}` };
  }
  const ofMeasure = context.filter((one) => measure === undefined || one.measure === String(measure));
  const measures = [...new Set(ofMeasure.map((one) => one.measure))].toSorted();
  const cells = measures.flatMap((one): ContextCell[] => {
    const values = ofMeasure.filter((other) => other.measure === one);
    if (!question.by.includes('service')) {
      const value = valueOf(values, String(service ?? ''), question);
      return value === undefined ? [] : [{ keys: question.by.includes('measure') ? { measure: one } : {}, value }];
    }
    const services = [...new Set(values.map((other) => other.service))].filter((other) => other !== '' && (service === undefined || isAtOrBelow(other, String(service)))).toSorted();
    return services.flatMap((other) => {
      const value = ofOneService(values.filter((held) => held.service === other), question);
      return value === undefined ? [] : [{ keys: { ...(question.by.includes('measure') && { measure: one }), service: other }, value }];
    });
  });
  if (cells.length > 0) return { cells };
  return { cells, why: `the context holds no ${measure === undefined ? 'value' : String(measure)}${service === undefined ? '' : ` of ${service}`} for ${daysInWords(question)}` };
}

function isAtOrBelow(service: string, top: string): boolean {
  return top === '' || service === top || service.startsWith(`${top}/`);
}

function valueOf(values: readonly ContextValue[], service: string, period: FigurePeriod): Fraction | undefined {
  const own = ofOneService(values.filter((one) => one.service === service), period);
  if (own !== undefined) return own;
  const below = [...new Set(values.map((one) => one.service))].filter((one) => one !== service && isAtOrBelow(one, service));
  const topmost = below.filter((one) => !below.some((other) => other !== one && isAtOrBelow(one, other)));
  const known = topmost.map((one) => ofOneService(values.filter((value) => value.service === one), period)).filter((one) => one !== undefined);
  return known.length === 0 ? undefined : known.reduce(plus);
}

function ofOneService(values: readonly ContextValue[], period: FigurePeriod): Fraction | undefined {
  const exactly = values.find((one) => one.from === period.from && one.to === period.to);
  if (exactly !== undefined) return fraction(exactly.value);
  const inside = values.filter((one) => one.from >= period.from && one.to <= period.to);
  const flows = inside.filter((one) => one.from < one.to);
  if (flows.length > 0) return flows.map((one) => fraction(one.value)).reduce(plus);
  const latest = inside.toSorted((a, b) => (a.to < b.to ? -1 : 1)).at(-1);
  return latest && fraction(latest.value);
}
