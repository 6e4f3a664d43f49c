import { dayInEngland } from '../../../domain/day.ts';
import { unitOf } from '../../../reporting/exporters/shorthand.ts';
import { measures } from '../../../reporting/measures.ts';
import type { PrintedFigure } from '../../../reporting/open-data/printed-figures.ts';
import type { Report, ReportRow, ReportTable } from '../../../reporting/report-value.ts';
import type { OpenDataCouncil } from '../../../store/open-data-settings.ts';
import type { ListedPublication } from '../../../store/publications.ts';
import { addressOfQuestions, councilAddress, LICENCE, MOST_ADDRESSES } from './addresses.ts';
import type { Asked } from './parameters.ts';
import type { Councils, Figures, Measures, Publications, PublicationTables } from './shapes.ts';

export function councilsGiven(councils: readonly OpenDataCouncil[]): Councils {
  return { licence: LICENCE, councils: councils.map(({ authority, name }) => ({ council: authority, name, publications: councilAddress(authority, 'publications'), measures: councilAddress(authority, 'measures') })) };
}

function inList({ publication, title, from, to, asAt, publishedAt, disclosure }: ListedPublication) {
  return { publication, title, from, to, asAt, publishedOn: dayInEngland(publishedAt), smallNumbers: { hiddenBelow: disclosure?.threshold ?? 0, ...(disclosure?.roundedTo === undefined ? {} : { roundedTo: disclosure.roundedTo }) } };
}

export function publicationsGiven({ authority, name }: OpenDataCouncil, publications: readonly ListedPublication[]): Publications {
  return {
    licence: LICENCE, council: authority, name,
    publications: publications.map((publication) => {
      const address = councilAddress(authority, `publications/${publication.publication}`);
      return { ...inList(publication), withdrawn: publication.withdrawn !== undefined, ...(publication.withdrawn === undefined ? { json: address, csv: `${address}?format=csv` } : {}) };
    }),
  };
}

export function publicationGiven({ authority, name }: OpenDataCouncil, publication: ListedPublication, report: Report): PublicationTables {
  return {
    licence: LICENCE, council: authority, name, ...inList(publication), proof: report.stamp.hash,
    tables: report.sections.flatMap((section) => section.blocks.flatMap((block) => (block.kind === 'table' ? [tableGiven(block, section.title)] : []))),
  };
}

function tableGiven(table: ReportTable, section: string): PublicationTables['tables'][number] {
  const rowGiven = ({ heading, cells }: ReportRow) => ({
    heading, cells: cells.map((cell, column) => ({ value: cell.value, text: cell.text, unit: unitOf(table, column, cell) ?? '', ...(cell.base === undefined ? {} : { base: cell.base }), hidden: cell.hidden === true })),
  });
  return {
    table: table.number, caption: table.caption, section, rowHeading: table.rowHeading, columns: table.columns.map(({ heading, group }) => ({ heading, ...(group === undefined ? {} : { group }) })),
    rows: table.rows.map(rowGiven), ...(table.total === undefined ? {} : { total: rowGiven(table.total) }), ...(table.base === undefined ? {} : { base: table.base }), notes: [...table.notes],
  };
}

/** Addresses that are answered, each once; of one measure where it is named. */
export function addressesOf(council: string, figures: readonly PrintedFigure[], measure?: string): string[] {
  return [...new Set(figures.filter(({ question }) => measure === undefined || question.measure === measure).map(({ question }) => addressOfQuestions(council, question)))].slice(0, MOST_ADDRESSES);
}

export function measuresGiven({ authority }: OpenDataCouncil, figures: readonly PrintedFigure[]): Measures {
  return { licence: LICENCE, council: authority, measures: measures.map(({ key, name, definition, unit }) => ({ key, name, definition, unit, figures: addressesOf(authority, figures, key) })) };
}

export function figuresGiven({ authority }: OpenDataCouncil, { publication, publishedAt }: ListedPublication, { by }: Asked, figures: readonly PrintedFigure[]): Figures {
  return { licence: LICENCE, council: authority, publication, publishedOn: dayInEngland(publishedAt), by: [...by], figures: figures.map(({ question: { where, shareWithin, ...question }, ...figure }) => ({ ...figure, question: { ...question, where: { ...where }, ...(shareWithin === undefined ? {} : { shareWithin: { ...shareWithin } }) } })) };
}
