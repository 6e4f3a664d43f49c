import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { addBlock, addSection, findSection, freshKey } from '../../../reporting/layout-edits.ts';
import type { BlockSpec, Layout, SectionSpec } from '../../../reporting/layout.ts';
import { type Begun, begun, findLibrarySection, findLibraryTable, library, librarySections } from '../../../reporting/layouts/library.ts';
import { readLayout } from '../../../reporting/read-layout.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { besideFields, type Body, type FieldError, lineError, lineOf, numberOf, wordsOf } from './fields.ts';
import { type Asking, layoutEdit, makeEdit, ofReport } from './open-report.ts';
import { notMade } from './outline-routes.ts';
import { partName, worded } from './part-words.ts';

type Of = { readonly params: { readonly report: string } };
/** Before every section: no key of one, for it has spaces. */
const beginning = 'at the beginning';
const standardNames: Readonly<Record<string, string>> = { quarterly: 'From the quarterly report', 'half-year': 'From the half-year report', annual: 'From the annual report', 'annual-short': 'From the short annual report', 'complaint-handling-code': 'From the report under the Complaint Handling Code' };

const own: readonly { readonly value: Begun; readonly text: string; readonly hint: string }[] = [
  { value: 'narrative', text: 'Your own words, with figures in them', hint: 'Paragraphs, headings and lists. A figure in them is asked for again whenever the report is made' },
  { value: 'words-table', text: 'A table of words', hint: 'What you write in its rows and columns: what was complained about, what was found, what was put right' },
  { value: 'picture', text: 'A picture', hint: 'A photograph or drawing from a file, PNG or JPEG' },
  { value: 'table', text: 'A table of figures', hint: 'You choose its rows, its columns and its chart' },
  { value: 'headlines', text: 'Headline numbers', hint: 'A row of large numbers with what they were a year before' },
  { value: 'compliments', text: 'Compliments, picked by you', hint: 'Of those that may be quoted' },
  { value: 'actions', text: 'Learning, picked by you', hint: 'What was promised and done because of complaints' },
  { value: 'quotes', text: 'Compliments, all that may be quoted', hint: 'Without picking: the newest ten of the period' },
  { value: 'limits-statutory', text: 'Time limits of the statutory procedure', hint: 'As they are set for your council' },
  { value: 'limits-corporate', text: 'Time limits of the corporate procedure', hint: 'As they are set for your council' },
  { value: 'definitions', text: 'What each figure means', hint: 'A definition of every measure that the report uses' },
];

/** A part as the figures pages hand it over, or why it is none. */
function readBlock(json: string): { readonly block: BlockSpec } | { readonly why: readonly string[] } {
  let raw: unknown;
  try {
    raw = JSON.parse(json);
  } catch {
    return { why: ['What was to be added could not be read.'] };
  }
  const key = typeof raw === 'object' && raw !== null && 'key' in raw && typeof raw.key === 'string' ? raw.key : 'part';
  const read = readLayout({ key: 'own', title: 'Own', kind: 'other', audience: '', sections: [{ key: `section-of-${key}`.slice(0, 80), title: 'Section', blocks: [raw] }] });
  const block = 'layout' in read ? read.layout.sections[0]?.blocks[0] : undefined;
  return block === undefined ? { why: 'faults' in read ? read.faults.map(({ problem }) => `What was to be added ${problem}`) : ['There was nothing to add.'] } : { block };
}

/** Parts and sections put into a report. */
export function addAdding(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'composeReports' } as const;
  const outline = (report: number) => `/reports/${report}`;

  const sendAdd = (request: FastifyRequest, reply: FastifyReply, { open: { kept, layout, authority } }: Asking, section: string | undefined, errors: readonly FieldError[] = []) => {
    const { words } = authority;
    const into = section === undefined ? undefined : findSection(layout, section);
    return sendPage(reply, renderPage('features/composer/add.njk', {
      title: into === undefined ? 'Add to the report' : `Add to ‘${worded(into.title, words)}’`, chrome: chrome(request), backTo: { text: kept.title, href: outline(kept.report) }, errors, beside: besideFields(errors), report: kept.report, version: kept.version,
      section: into?.key, sections: layout.sections.map((one) => ({ value: one.key, text: worded(one.title, words), selected: one.key === section })), own,
      figures: `/figures?report=${kept.report}${into === undefined ? '' : `&section=${into.key}`}`,
      groups: library.map((group) => ({ heading: worded(group.heading, words), tables: group.tables.map((one) => ({ key: one.key, name: worded(one.name, words) })) })),
    }), errors.length === 0 ? 200 : 400);
  };

  app.get<{ Params: { report: string }; Querystring: { section?: string } }>('/reports/:report/add', { config }, ofReport<Of & { query: { section?: string } }>(db, clock, async (asking, request, reply) => {
    const { sections } = asking.open.layout;
    if (sections.length === 0) return reply.redirect(`${outline(asking.open.kept.report)}/add-section`, 303);
    return sendAdd(request, reply, asking, request.query.section);
  }));

  /** `section` and one of `add` (what to begin, or a table of the library: `table KEY`) and `block` (a ready part as JSON). */
  app.post<{ Params: { report: string }; Body: Body }>('/reports/:report/add', { config }, ofReport<Of & { body: Body }>(db, clock, async (asking, request, reply) => {
    const { viewer, at, open: { kept, layout, authority } } = asking;
    const section = findSection(layout, lineOf(request.body, 'section'));
    const json = wordsOf(request.body, 'block');
    const wanted = lineOf(request.body, 'add');
    if (section === undefined) return sendAdd(request, reply, asking, undefined, [{ text: 'Select the section that it goes into', href: '#section' }]);
    const ready = json === '' ? undefined : readBlock(json);
    if (ready !== undefined && 'why' in ready) return sendPage(reply, renderPage('error.njk', { title: 'That cannot be added', chrome: chrome(request), backTo: { text: kept.title, href: outline(kept.report) }, paragraphs: ready.why }), 400);
    const begins = own.find((one) => one.value === wanted)?.value;
    const block: BlockSpec | undefined = ready?.block ?? (begins === undefined ? findLibraryTable(wanted.replace(/^table /, '')) : begun[begins]);
    if (block === undefined) return sendAdd(request, reply, asking, section.key, [{ text: 'Choose what to add', href: '#own' }]);
    const version = numberOf(request.body?.['version']) ?? kept.version;
    const key = freshKey(layout, block.key);
    const made = await makeEdit(db, viewer, kept.report, version, layoutEdit('report part added', `‘${partName(block, authority.words)}’ added to ‘${worded(section.title, authority.words)}’`, (from: Layout) => addBlock(from, section.key, block)), at);
    if (made.is !== 'made') return notMade(request, reply, kept.report, made);
    const toBegin = begins !== undefined && ['narrative', 'words-table', 'picture', 'table', 'headlines', 'compliments', 'actions'].includes(begins) && version === kept.version;
    return reply.redirect(toBegin ? `${outline(kept.report)}/parts/${key}` : `${outline(kept.report)}?done=yes#part-${key}`, 303);
  }));

  const sendSection = (request: FastifyRequest, reply: FastifyReply, { open: { kept, layout, authority: { words } } }: Asking, typed: { readonly title: string; readonly after: string }, errors: readonly FieldError[]) => sendPage(reply, renderPage('features/composer/add-section.njk', {
    title: 'Add a section', chrome: chrome(request), backTo: { text: kept.title, href: outline(kept.report) }, errors, beside: besideFields(errors), report: kept.report, version: kept.version, name: typed.title,
    after: [{ value: '', text: 'At the end' }, { value: beginning, text: 'At the beginning', selected: typed.after === beginning }, ...layout.sections.map((one) => ({ value: one.key, text: `After ‘${worded(one.title, words)}’`, selected: one.key === typed.after }))],
    groups: [...Map.groupBy(librarySections, (one) => one.layout)].map(([key, sections]) => ({ heading: standardNames[key] ?? key, sections: sections.map((one) => ({ key: one.key, name: worded(one.section.title, words) })) })),
  }), errors.length === 0 ? 200 : 400);

  app.get<{ Params: { report: string } }>('/reports/:report/add-section', { config }, ofReport<Of>(db, clock, async (asking, request, reply) => sendSection(request, reply, asking, { title: '', after: '' }, [])));

  app.post<{ Params: { report: string }; Body: Body }>('/reports/:report/add-section', { config }, ofReport<Of & { body: Body }>(db, clock, async (asking, request, reply) => {
    const { viewer, at, open: { kept, layout, authority } } = asking;
    const typed = { title: lineOf(request.body, 'title'), after: lineOf(request.body, 'after') };
    const standard = findLibrarySection(lineOf(request.body, 'standard'));
    const errors = standard === undefined ? lineError(typed.title, 'the title of the section', '#title') : [];
    if (errors.length > 0) return sendSection(request, reply, asking, typed, errors);
    const section: Omit<SectionSpec, 'key'> = standard ?? { title: typed.title, blocks: [] };
    const version = numberOf(request.body?.['version']) ?? kept.version;
    const key = freshKey(layout, section.title);
    const named = standard === undefined ? typed.title : worded(section.title, authority.words);
    const made = await makeEdit(db, viewer, kept.report, version, layoutEdit('report section added', `Section ‘${named}’ added`, (from: Layout) => addSection(from, section, typed.after === '' ? undefined : typed.after === beginning ? null : typed.after)), at);
    if (made.is === 'faulty') return sendSection(request, reply, asking, typed, made.faults.map(({ problem }) => ({ text: `The title ${problem}`, href: '#title' })));
    return made.is === 'made' ? reply.redirect(`${outline(kept.report)}?done=yes#section-${key}`, 303) : notMade(request, reply, kept.report, made);
  }));
}
