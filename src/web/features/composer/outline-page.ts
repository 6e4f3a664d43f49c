import { inWords } from '../../../domain/day.ts';
import { may, type Viewer } from '../../../domain/viewer.ts';
import { capitalised, counted } from '../../../reporting/house-style.ts';
import { daysInWords } from '../../../reporting/period.ts';
import type { ListedVersion } from '../../../store/reports.ts';
import type { ListedPublication } from '../../../store/publications.ts';
import { instantInWords } from '../../instant-in-words.ts';
import type { OpenReport } from './open-report.ts';
import { kindNames, partName, stillToDo, worded } from './part-words.ts';

type Link = { readonly text: string; readonly href: string };
type PartRow = { readonly key: string; readonly name: string; readonly kind: string; readonly href: string; readonly todo?: string; readonly first: boolean; readonly last: boolean };
type SectionRow = { readonly key: string; readonly number: number; readonly title: string; readonly words: string; readonly add: string; readonly parts: readonly PartRow[]; readonly first: boolean; readonly last: boolean };

export type OutlinePage = {
  readonly title: string; readonly report: number; readonly version: number; readonly backTo: Link; readonly errors: readonly never[];
  readonly facts: readonly { readonly key: string; readonly value: string; readonly href?: string; readonly change?: string }[];
  readonly sections: readonly SectionRow[]; readonly links: readonly Link[]; readonly toDo: string | undefined; readonly done: string | undefined; readonly undo: string | undefined; readonly addSection: string; readonly canDiscard: boolean;
};

export function outlinePage(viewer: Viewer, { kept, layout, authority, label, disclosure }: OpenReport, versions: readonly ListedVersion[], publications: readonly ListedPublication[], names: ReadonlyMap<string, string>, done: boolean, undoable: ListedVersion | undefined): OutlinePage {
  const at = `/reports/${kept.report}`;
  const { words } = authority;
  const comparedWith = publications.find((one) => one.publication === kept.comparedWith);
  const own = publications.filter((one) => one.report === kept.report);
  const blocks = layout.sections.flatMap((section) => section.blocks);
  const toDo = blocks.filter((block) => stillToDo(block) !== undefined).length;
  const settings = `${at}/settings`;
  const lastSection = layout.sections.length - 1;
  return {
    title: kept.title, report: kept.report, version: kept.version, backTo: { text: 'Reports', href: '/reports' }, errors: [],
    facts: [
      { key: 'Period', value: label === daysInWords({ from: kept.from, to: kept.to }) ? label : `${label} (${daysInWords({ from: kept.from, to: kept.to })})`, href: `${settings}#from-day`, change: 'period' },
      { key: 'Cut-off', value: kept.asAt === undefined ? 'None: everything on record counts' : `What was on record at the end of ${inWords(kept.asAt)}`, href: `${settings}#asAt-day`, change: 'cut-off' },
      { key: 'Small numbers', value: disclosure === undefined ? 'All are printed: for use inside the council' : `Numbers below ${disclosure.threshold} are hidden${disclosure.roundedTo === undefined ? '' : `, and counts rounded to the nearest ${disclosure.roundedTo}`}${kept.disclosureDecided === true ? '' : ': the council’s usual rule'}`, href: `${settings}#disclosure`, change: 'how small numbers are hidden' },
      { key: 'Compared with', value: comparedWith === undefined ? 'No earlier publication' : comparedWith.title, href: `${settings}#comparedWith`, change: 'what it is compared with' },
      { key: 'Last change', value: `${versions[0]?.what ?? ''}, by ${names.get(`U${kept.changedBy}`) ?? 'somebody'}, ${instantInWords(kept.changedAt)}`, href: `${at}/versions`, change: '' },
      ...(own.length === 0 ? [] : [{ key: 'Published', value: `${counted(own.length, { one: 'time', many: 'times' })}, last on ${instantInWords(own[0]!.publishedAt)}`, href: `/publications/${own[0]!.publication}`, change: '' }]),
    ],
    sections: layout.sections.map((section, index): SectionRow => ({
      key: section.key, number: index + 1, title: worded(section.title, words), words: `${at}/sections/${section.key}`, add: `${at}/add?section=${section.key}`, first: index === 0, last: index === lastSection,
      parts: section.blocks.map((block, place): PartRow => {
        const todo = stillToDo(block);
        return {
          key: block.key, name: capitalised(partName(block, words)), kind: kindNames[block.kind], href: `${at}/parts/${block.key}`, ...(todo === undefined ? {} : { todo }),
          first: index === 0 && place === 0, last: index === lastSection && place === section.blocks.length - 1,
        };
      }),
    })),
    links: [
      { text: 'Look at the whole report', href: `${at}/preview` }, ...(may(viewer, 'publishReports') ? [{ text: 'Check and publish', href: `${at}/publish` }] : []), { text: 'Settings', href: settings }, { text: 'Earlier versions', href: `${at}/versions` },
      { text: 'Keep this layout for other reports', href: `${at}/layout` },
    ],
    toDo: toDo === 0 ? undefined : `${capitalised(counted(toDo, { one: 'part is', many: 'parts are' }))} still to be written, picked or checked.`,
    done: done ? versions[0]?.what : undefined, undo: undoable?.what, addSection: `${at}/add-section`, canDiscard: own.length === 0,
  };
}
