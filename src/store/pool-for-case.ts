import type { RepresentationFile } from '../domain/case-file.ts';
import type { Day } from '../domain/day.ts';
import { conflictsWith, type PoolMember } from '../domain/pool.ts';
import { stage2Progress } from '../domain/stage2-file.ts';
import { stage3Progress } from '../domain/stage3-file.ts';
import type { Viewer } from '../domain/viewer.ts';
import { accountNames } from './accounts.ts';
import { allServices } from './case-people.ts';
import { findCase } from './case-history.ts';
import type { Database } from './database.ts';
import { panelsToCome, type PoolPerson, poolOf } from './pool.ts';

export type PoolMemberForCase = PoolMember & { readonly of: PoolPerson };

/** The services that a case is about, each with those above it. */
function servicesOf(file: RepresentationFile, parents: ReadonlyMap<string, string>): readonly string[] {
  const found = new Set<string>();
  for (const named of [file.received.service, ...file.elements.map((element) => element.service)]) {
    for (let service = named; service !== undefined && !found.has(service); service = parents.get(service)) found.add(service);
  }
  return [...found];
}

/** The names of those who are in a case: complainant and children, workers it is about, and everybody with a part in it. */
async function namesIn(database: Database, authorityId: number, file: RepresentationFile): Promise<readonly string[]> {
  const { complainant, children = [] } = file.received;
  const stage2 = stage2Progress(file.stage2);
  const stage3 = stage3Progress(file.stage3);
  const parts = [file.respondingManager, stage2.investigatingOfficer, stage2.independentPerson, stage2.adjudicatingOfficer, file.advocate, stage3.chair, ...(stage3.members ?? []), ...file.aboutPeople].filter((key) => key !== undefined);
  const people = [...(complainant === undefined ? [] : [complainant]), ...children];
  const [names, rows] = await Promise.all([
    accountNames(database, authorityId),
    people.length === 0 ? [] : database.selectFrom('person').select(['name', 'former_names']).where('authority_id', '=', authorityId).where('person', 'in', people).execute(),
  ]);
  return [...parts.map((key) => names.get(key) ?? key), ...rows.flatMap((row) => [...(row.name === null ? [] : [row.name]), ...row.former_names])];
}

/** The pool as the rules ask after it for one case: who has a conflict in it, who sits on another panel when. Only cases that the viewer may see are counted. */
export async function poolForCase(database: Database, viewer: Viewer, file: RepresentationFile, today: Day, at: Date, say: (service: string) => string = (service) => service): Promise<readonly PoolMemberForCase[]> {
  const pool = await poolOf(database, viewer, today, at);
  if (pool.length === 0) return [];
  const held = await findCase(database, viewer.authorityId, 'representation', file.ref);
  const [services, names, panels] = await Promise.all([allServices(database, viewer.authorityId), namesIn(database, viewer.authorityId, file), panelsToCome(database, viewer, today, at, held?.caseId)]);
  const inCase = { services: servicesOf(file, new Map(services.flatMap((node) => (node.parent === undefined ? [] : [[node.service, node.parent] as const])))), names };
  return pool.map((one): PoolMemberForCase => {
    const own = one.name.trim().toLowerCase();
    const others = one.notPeople.filter((name) => name.trim().toLowerCase() !== own);
    return {
      of: one, person: one.person, keys: one.keys, name: one.name, parts: one.parts, checks: one.checks, away: one.away, answers: one.answers, inHand: one.inHand,
      otherPanels: [...new Set(one.keys.flatMap((key) => panels.get(key) ?? []))], conflicts: conflictsWith({ services: one.notServices, people: others }, inCase, say),
      ...(one.connection === undefined ? {} : { connection: one.connection }), ...(one.workedHereUntil === undefined ? {} : { workedHereUntil: one.workedHereUntil }),
      ...(one.termFrom === undefined ? {} : { termFrom: one.termFrom }), ...(one.termUntil === undefined ? {} : { termUntil: one.termUntil }), ...(one.endedOn === undefined ? {} : { endedOn: one.endedOn }),
      ...(one.mostAtOnce === undefined ? {} : { mostAtOnce: one.mostAtOnce }), ...(one.accountRoles === undefined ? {} : { accountRoles: one.accountRoles }),
    };
  });
}
