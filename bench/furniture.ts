import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { day } from '../src/domain/day.ts';
import { viewerKey, type Viewer } from '../src/domain/viewer.ts';
import type { Layout } from '../src/reporting/layout.ts';
import { composePublication } from '../src/reporting/publishing/compose-publication.ts';
import { authorityWith } from '../src/store/authorities.ts';
import type { Database } from '../src/store/database.ts';
import { mergePeople } from '../src/store/merge-people.ts';
import { addToPool } from '../src/store/pool.ts';
import { publish } from '../src/store/publications.ts';
import { beginReport } from '../src/store/reports.ts';
import { askForErasure } from '../src/store/retention.ts';
import { KNOWN_NAME, type Office, OFFICE_OPENS } from './office.ts';
import { send, type SignedIn, type Wire } from './open-loop.ts';

/** What stands in an office besides its cases: a report that is being composed, one that is out, somebody in the pool, a merge, an erasure asked for. */
export type Furniture = { readonly report: number; readonly publication: number; readonly member: number; /** One merge, and who was kept. */ readonly merge: { readonly merge: number; readonly into: string }; readonly erasing: string };

const year = { from: day('2024-04-01'), to: day('2025-03-31') };
/** Of a closed case beside those that `findIn` finds. */
const ERASED = 45;

export async function furnish(db: Database, office: Office, layout: Layout): Promise<Furniture> {
  const { authorityId } = office;
  const { account_id: accountId, name } = await db.selectFrom('account').select(['account_id', 'name']).where('authority_id', '=', authorityId).where('email', '=', office.manager.email).executeTakeFirstOrThrow();
  const viewer: Viewer = { authorityId, accountId, key: viewerKey(accountId), name, email: office.manager.email, roles: ['complaints_manager', 'administrator'], services: [] };
  const authority = await authorityWith(db, authorityId);
  const content = { title: layout.title, layout, ...year, overruled: [] };
  const report = await beginReport(db, viewer, randomUUID(), { ...content, asAt: day('2026-03-30') }, OFFICE_OPENS);
  const asAt = day('2025-06-30');
  const publication = await publish(db, viewer, randomUUID(), report, async (number, records) => {
    const { whole, printed } = await composePublication(records, { authority, layout, period: year, asAt, madeOn: day('2026-03-31'), reference: `P${number}`, beside: [] });
    return { ...content, title: whole.title, asAt, whole, printed, beside: [], redactions: [] };
  }, OFFICE_OPENS);
  const member = await addToPool(db, viewer, { name: 'Una Vasquez', parts: ['investigating_officer'], organisationKind: 'self_employed', notServices: [], notPeople: [], checks: [{ check: 'dbs', doneOn: day('2026-01-08') }] }, OFFICE_OPENS);
  const { rows: people } = await sql<{ person: string; version: number }>`select person, version from person where authority_id = ${authorityId} order by person desc limit 2`.execute(db);
  const [one, other] = people;
  if (member === undefined || one === undefined || other === undefined) throw new Error('nobody could be added to the pool, or there are no two people');
  await mergePeople(db, viewer, { person: one.person, personVersion: one.version, into: other.person, intoVersion: other.version, details: { name: KNOWN_NAME }, reason: 'The same person' }, OFFICE_OPENS);
  const { merge } = await db.selectFrom('person_merge').select((expression) => expression.fn.max<number>('merge').as('merge')).where('authority_id', '=', authorityId).executeTakeFirstOrThrow();
  const { rows: [erased] } = await sql<{ case_id: number; ref: string }>`select case_id, ref from representation where authority_id = ${authorityId} and closed_on is not null and ref not like 'NEW-%' order by case_id desc offset ${ERASED} limit 1`.execute(db);
  if (erased === undefined) throw new Error('no case is closed');
  await askForErasure(db, authorityId, erased.case_id, { ground: 'recorded_by_mistake', reason: 'Twice' }, { by: accountId, at: OFFICE_OPENS });
  return { report, publication, member, merge: { merge, into: other.person }, erasing: erased.ref };
}

/** A letter begun, a document added, an enquiry of the Ombudsman about no case, a layout kept: made as staff make them. Gives addresses. */
export type MadeByHand = { readonly letter: string; readonly documents: string; readonly matter: string; readonly layout: string };

export async function makeByHand(wire: Wire, { cookie, formToken }: SignedIn, office: Office, { report }: Furniture): Promise<MadeByHand> {
  const post = async (path: string, fields: Readonly<Record<string, string>>): Promise<string> => {
    const { status, location } = await send(wire, { method: 'POST', path, cookie, fields: { formToken, form: randomUUID(), ...fields } });
    if (location === undefined) throw new Error(`${path} answered ${status}`);
    return location;
  };
  const [ref = ''] = office.fresh;
  const documents = new FormData();
  for (const [name, value] of Object.entries({ formToken, form: randomUUID(), kind: 'other', description: 'As it came' })) documents.append(name, value);
  documents.append('files', new File(['They wrote in March, and nobody answered.\n'], 'letter.txt', { type: 'text/plain' }));
  const added = await fetch(`http://127.0.0.1:${wire.port}/cases/${office.longCase}/documents/add`, { method: 'POST', headers: { cookie }, body: documents, redirect: 'manual' });
  if (added.status !== 303) throw new Error(`the document was not added: ${added.status}`);
  await post(`/reports/${report}/layout`, { name: `As in ${randomUUID().slice(0, 8)}` });
  const layouts = await send(wire, { method: 'GET', path: '/reports/layouts', cookie });
  const layout = /href="(\/reports\/layouts\/\d+)"/.exec(layouts.body)?.[1];
  if (layout === undefined) throw new Error('the layout was not kept');
  return {
    letter: await post(`/cases/${ref}/letters/new`, { kind: 'acknowledgement', wording: 'adult' }), documents: `/cases/${office.longCase}/documents/1`,
    matter: (await post('/ombudsman/new', { ombudsmanRef: `26 ${randomUUID().slice(0, 8)}`, 'on-day': '30', 'on-month': '3', 'on-year': '2026' })).split('?')[0]!,
    layout,
  };
}
