import * as z from 'zod';
import { askableKeys, isCoded } from '../../../reporting/askable-keys.ts';
import { measures as allMeasures } from '../../../reporting/measures.ts';
import { serviceAlone } from '../../../reporting/open-data/printed-figures.ts';
import { LICENCE, ROOT } from './addresses.ts';
import { councils, figures, measures, problem, publication, publications } from './shapes.ts';

type Parameter = { readonly name: string; readonly in: 'path' | 'query'; readonly required: boolean; readonly description: string; readonly schema: object; readonly style?: string; readonly explode?: boolean };

const schemas = z.toJSONSchema(z.globalRegistry, {
  uri: (id) => `#/components/schemas/${id}`, target: 'draft-2020-12',
  override({ jsonSchema }) {
    // Parts may be added to version 1: who checks an answer by this must not refuse it then.
    if (jsonSchema.additionalProperties === false) delete jsonSchema.additionalProperties;
    if (jsonSchema.type === 'integer') for (const bound of ['minimum', 'maximum'] as const) if (Math.abs(jsonSchema[bound] ?? 0) === Number.MAX_SAFE_INTEGER) delete jsonSchema[bound];
  },
}).schemas;
/** Each by its name, without what a schema says of itself where it stands alone. */
const components = Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, Object.fromEntries(Object.entries(schema).filter(([key]) => key !== '$schema' && key !== '$id' && key !== 'id'))]));

const council: Parameter = { name: 'council', in: 'path', required: true, description: 'A council, as /councils names it.', schema: { type: 'string' } };
const format: Parameter = { name: 'format', in: 'query', required: false, description: 'CSV is UTF-8 with a byte order mark.', schema: { type: 'string', enum: ['json', 'csv'], default: 'json' } };
const day = { type: 'string', format: 'date' };
const keys = [...new Set(allMeasures.flatMap(({ key }) => askableKeys(key).filter((one) => !isCoded(one))).concat(serviceAlone))].toSorted();
const services = `service is a service with all below it; ${serviceAlone} is what stands under that service itself, as a row of a table by service counts it.`;
const pairs = { type: 'object', propertyNames: { pattern: '^(?:where|share_within)\\.' }, additionalProperties: { type: 'string' } };

const inQuery = (name: string, description: string, schema: object, required = false): Parameter => ({ name, in: 'query', required, description, schema });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });
const nameOf = (schema: z.ZodType): string => String(schema.meta()?.id);
const problemReply = (description: string) => ({ description, content: { 'application/problem+json': { schema: ref(nameOf(problem)) } } });

function operation(operationId: string, summary: string, schema: z.ZodType, parameters: readonly Parameter[], more: { readonly csv?: true; readonly gone?: true } = {}) {
  return {
    get: {
      operationId, summary, parameters,
      responses: {
        200: { description: summary, headers: { ETag: { description: 'Send it back as If-None-Match to be told 304 where nothing changed.', schema: { type: 'string' } } }, content: { 'application/json': { schema: ref(nameOf(schema)) }, ...(more.csv === true ? { 'text/csv': { schema: { type: 'string' } } } : {}) } },
        304: { description: 'As it was.' }, 400: problemReply('A parameter is wrong: which, and what it may be.'), 404: problemReply('There is no such thing, or the council gives no data.'),
        ...(more.gone === true ? { 410: problemReply('The council has withdrawn it.') } : {}), 429: problemReply('Too many requests in a minute; Retry-After says how many seconds to wait.'),
      },
    },
  };
}

/** The whole of version 1, as OpenAPI 3.1 describes it. */
export function openApi() {
  return {
    openapi: '3.1.0', jsonSchemaDialect: 'https://json-schema.org/draft/2020-12/schema',
    info: {
      title: 'Candour open data', version: '1.0.0', license: { name: 'Open Government Licence v3.0', url: LICENCE },
      description: 'What councils have published about complaints and compliments in children’s social care. Every number stands in a publication; small numbers are hidden as they are hidden there. Version 1 only ever gains parts: leave alone those that you do not know.',
    },
    servers: [{ url: ROOT }],
    paths: {
      '/councils': operation('councils', 'The councils that give their data', councils, []),
      '/{council}/publications': operation('publications', 'What a council has published', publications, [council]),
      '/{council}/publications/{publication}': operation('publication', 'The tables of one publication', publication, [council, { name: 'publication', in: 'path', required: true, description: 'Its number.', schema: { type: 'integer', minimum: 1 } }, format], { csv: true, gone: true }),
      '/{council}/measures': operation('measures', 'What is counted, with its definition and unit', measures, [council]),
      '/{council}/figures': operation('figures', 'Printed numbers that answer one question, from the newest publication that printed them', figures, [
        council, inQuery('measure', 'A measure, as /measures names it.', { type: 'string', enum: allMeasures.map(({ key }) => key) }, true), inQuery('from', 'First day of the period.', day, true), inQuery('to', 'Last day of the period.', day, true),
        { ...inQuery('by', `A number for each printed value of these keys. ${services}`, { type: 'array', items: { type: 'string', enum: keys } }), style: 'form', explode: true },
        { ...inQuery('conditions', `where.KEY=VALUE: only those with this value. share_within.KEY=VALUE: what a share is of. Each a parameter of its own; an empty value is what is not on record. ${services}`, pairs), style: 'form', explode: true },
        inQuery('on', 'Whether the period is that of receipt or that in which stage 1 was completed.', { type: 'string', enum: ['received', 'completed'], default: 'received' }), inQuery('share', 'The share of all, per cent.', { type: 'boolean', default: false }),
        inQuery('within', 'The limit in working days, of measures of what was on time.', { type: 'integer', minimum: 0, maximum: 10_000 }), format,
      ], { csv: true }),
    },
    components: { schemas: components },
  };
}
