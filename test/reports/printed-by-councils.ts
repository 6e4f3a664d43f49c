import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FigureQuery } from '../../src/domain/figure-query.ts';
import { roundHalfAway } from '../../src/reporting/house-style.ts';
import type { Asked, Report } from '../../src/reporting/report-value.ts';
import { demonstrationFolder } from '../demonstration.ts';

type Printed = FigureQuery & { readonly at: string; readonly printed: string; readonly value: number };

function printedFigures(register: string): readonly Printed[] {
  return JSON.parse(readFileSync(join(demonstrationFolder(register), 'expected.json'), 'utf8')) as Printed[];
}

function everythingAsked(report: Report): Asked[] {
  return report.sections.flatMap((section) => section.blocks.flatMap((block): readonly Asked[] => {
    switch (block.kind) {
      case 'table': return [...block.rows, ...(block.total === undefined ? [] : [block.total])].flatMap((row) => row.cells.flatMap((cell) => cell.asked));
      case 'headlines': return block.figures.flatMap((figure) => figure.asked);
      case 'sentences': return block.sentences.flatMap((sentence) => sentence.asked);
      case 'narrative': return block.paragraphs.flatMap(({ parts }) => parts.flatMap((part) => ('asked' in part ? part.asked : [])));
      default: return [];
    }
  }));
}

/** A question by what it asks alone; a band that a service's parent has is asked of its parts. */
function worded(query: FigureQuery): string {
  const where = Object.entries(query.where ?? {}).map(([key, value]) => `${key}=${value}`).sort();
  return [query.measure, query.from, query.to, query.on ?? 'received', query.within ?? '', ...where].join('|');
}

/** Rates that a table works out from the two columns that stand beside them. */
const workedOut: Readonly<Record<string, { readonly part: string; readonly base: string; readonly times: number; readonly baseWhere?: 'all' }>> = {
  upheld_rate: { part: 'upheld_or_partly', base: 'complaints', times: 100 },
  spend_per_investigation: { part: 'spend', base: 'stage2_investigations', times: 1, baseWhere: 'all' },
};

/**
 * Not repeated: one person's days, which stand in the table of cases under a pseudonym and without the question that would
 * name the case; and the sum over four areas that the tables give apart.
 */
const notRepeated = new Set(['Table 11: stage2_days 77', 'Table 11: stage2_days 99', 'Table 17 (sum): complaints 130']);

/** The value of a printed figure, from the questions that a report's own cells and sentences hold; undefined where it is not in it. */
function valueIn(answers: ReadonlyMap<string, number | null>, figure: Printed): number | undefined {
  const answerTo = (query: FigureQuery): number | null | undefined => answers.get(worded(query));
  const now = answerTo(figure);
  const ratio = workedOut[figure.measure];
  if (now == null && ratio !== undefined) {
    const part = answerTo({ ...figure, measure: ratio.part });
    const base = answerTo({ ...figure, measure: ratio.base, ...(ratio.baseWhere === 'all' ? { where: {} } : {}) });
    return part == null || base == null ? undefined : (ratio.times * part) / base;
  }
  if (now == null) return undefined;
  if (figure.share === true || figure.share_within !== undefined) {
    const base = answerTo({ ...figure, where: figure.share_within ?? {} });
    return base == null ? undefined : (100 * now) / base;
  }
  if (figure.change_from === undefined) return now;
  const before = answerTo({ ...figure, ...figure.change_from });
  return before == null ? undefined : (100 * (now - before)) / before;
}

/** What a council printed and a report made from its register does not hold, or holds otherwise. */
export function printedOtherwise(report: Report, register: string): string[] {
  const answers = new Map(everythingAsked(report).map((asked) => [worded(asked.query), asked.answer]));
  const printed = printedFigures(register).filter((figure) => !notRepeated.has(`${figure.at}: ${figure.measure} ${figure.value}`));
  return printed.flatMap((figure) => {
    const value = valueIn(answers, figure);
    return value !== undefined && roundHalfAway(value, figure.round ?? 6) === figure.value ? [] : [`${figure.at}: ${figure.measure} ${JSON.stringify(figure.where ?? {})} was printed as ${figure.printed}, here ${value ?? 'missing'}`];
  });
}
