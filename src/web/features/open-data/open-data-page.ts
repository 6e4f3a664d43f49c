import type { FastifyRequest } from 'fastify';
import { day, inWords } from '../../../domain/day.ts';
import { publicAddress, type Reached } from '../../public-address.ts';
import { LICENCE, ROOT } from './addresses.ts';
import type { Publications } from './shapes.ts';

/** What open data is, for somebody who has never seen it, with every publication that is given. */
export function openDataPage(given: readonly Publications[], request: FastifyRequest, reached: Reached) {
  const first = given.flatMap(({ publications }) => publications)[0];
  return {
    title: 'Open data', licence: LICENCE, root: ROOT,
    example: publicAddress(request, reached, first?.csv ?? `${ROOT}/COUNCIL/publications/1?format=csv`),
    script: `const answer = await fetch('${publicAddress(request, reached, first?.json ?? `${ROOT}/COUNCIL/publications/1`)}');\nconst { tables } = await answer.json();\nconst [table] = tables;\nfor (const { heading, cells } of table.rows) console.log(heading, ...cells.map(({ text }) => text));`,
    councils: given.map(({ name, council, publications }) => ({
      name, measures: `${ROOT}/${encodeURIComponent(council)}/measures`,
      publications: publications.map(({ title, from, to, publishedOn, json, csv, publication }) => ({ name: `P${publication}, ${title}, ${inWords(day(from))} to ${inWords(day(to))}`, published: inWords(day(publishedOn)), json, csv })),
    })),
  };
}
