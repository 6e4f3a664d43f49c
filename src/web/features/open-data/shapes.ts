import * as z from 'zod';

/** What version 1 answers. Parts are only ever added to it; one that changed would be version 2. */
const link = z.string().meta({ description: 'An address on this server, from its root.' });
const day = z.iso.date();

export const council = z.strictObject({ council: z.string().meta({ description: 'As it stands in addresses.' }), name: z.string(), publications: link, measures: link }).meta({ id: 'Council' });
export const councils = z.strictObject({ licence: z.url(), councils: z.array(council) }).meta({ id: 'Councils' });

const small = z.strictObject({ hiddenBelow: z.int().meta({ description: 'Numbers from 1 to one less than this are hidden, with those that would give them away.' }), roundedTo: z.int().optional() }).meta({ id: 'SmallNumbers' });
const listed = {
  publication: z.int(), title: z.string(), from: day, to: day, asAt: day.meta({ description: 'What was recorded after this day does not count.' }), publishedOn: day, smallNumbers: small,
};
export const publications = z.strictObject({
  licence: z.url(), council: z.string(), name: z.string(),
  publications: z.array(z.strictObject({ ...listed, withdrawn: z.boolean(), json: link.optional(), csv: link.optional() }).meta({ id: 'ListedPublication' })),
}).meta({ id: 'Publications' });

const conditions = z.record(z.string(), z.string()).meta({ description: 'A value of each key; an empty one is what is not on record. service is a service with all below it, service_alone what stands under that service itself.' });
const question = z.strictObject({
  measure: z.string(), from: day, to: day, where: conditions, on: z.literal('completed').optional(), share: z.literal(true).optional(), shareWithin: conditions.optional(), within: z.int().optional().meta({ description: 'Working days.' }),
}).meta({ id: 'Question' });
const number = {
  value: z.number().nullable().meta({ description: 'Null where it is hidden or is not known.' }), text: z.string().meta({ description: 'As it is printed; [c] where it is hidden.' }), unit: z.string(),
  base: z.number().optional().meta({ description: 'What a percentage is of.' }), hidden: z.boolean(),
};
const cell = z.strictObject(number).meta({ id: 'Cell' });
const row = z.strictObject({ heading: z.string(), cells: z.array(cell) }).meta({ id: 'Row' });
const table = z.strictObject({
  table: z.int(), caption: z.string(), section: z.string(), rowHeading: z.string(), columns: z.array(z.strictObject({ heading: z.string(), group: z.string().optional() })),
  rows: z.array(row), total: row.optional(), base: z.string().optional(), notes: z.array(z.string()),
}).meta({ id: 'Table' });
export const publication = z.strictObject({ licence: z.url(), council: z.string(), name: z.string(), ...listed, proof: z.string().meta({ description: 'SHA-256 of what was printed.' }), tables: z.array(table) }).meta({ id: 'Publication' });

const measure = z.strictObject({
  key: z.string(), name: z.string(), definition: z.string(), unit: z.enum(['count', 'per cent', 'working days', 'pounds']), figures: z.array(link).meta({ description: 'Questions that publications answer, up to 100.' }),
}).meta({ id: 'Measure' });
export const measures = z.strictObject({ licence: z.url(), council: z.string(), measures: z.array(measure) }).meta({ id: 'Measures' });

const figure = z.strictObject({ question, ...number, table: z.int() }).meta({ id: 'Figure' });
export const figures = z.strictObject({
  licence: z.url(), council: z.string(), publication: z.int(), publishedOn: day, by: z.array(z.string()), figures: z.array(figure).meta({ description: 'Where asked by a key: what was printed. A value of the key that is not here was not printed.' }),
}).meta({ id: 'Figures' });

export const problem = z.strictObject({
  type: z.string(), title: z.string(), status: z.int(), detail: z.string(),
  errors: z.array(z.strictObject({ parameter: z.string(), detail: z.string() })).optional(), available: z.array(link).optional().meta({ description: 'Addresses that are answered, up to 100.' }),
}).meta({ id: 'Problem' });

export type Councils = z.infer<typeof councils>;
export type Publications = z.infer<typeof publications>;
export type PublicationTables = z.infer<typeof publication>;
export type Measures = z.infer<typeof measures>;
export type Figures = z.infer<typeof figures>;
export type Problem = z.infer<typeof problem>;
