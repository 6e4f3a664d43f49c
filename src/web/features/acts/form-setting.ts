import type { ActContext } from '../../../domain/acts/context.ts';
import { rolesOf } from '../../../domain/acts/roles.ts';
import type { CaseFile } from '../../../domain/case-file.ts';
import type { Day } from '../../../domain/day.ts';
import type { PoolMember } from '../../../domain/pool.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { valueInWords } from '../../../reporting/council-words.ts';
import { allAccounts } from '../../../store/accounts.ts';
import type { Authority } from '../../../store/authorities.ts';
import type { Database } from '../../../store/database.ts';
import { rulesOf } from '../../../store/rules-of-authority.ts';
import { servicesOn } from '../../../store/services.ts';
import type { FormSetting } from './act-form.ts';
import { partsOf } from './who-may.ts';

export function contextOf(authority: Authority, today: Day): ActContext {
  return { ...rulesOf(authority), today };
}

/** What a form for a case is filled in against, on a day. Only people who can still sign in can be chosen. */
export async function formSetting<F extends CaseFile>(database: Database, authority: Authority, viewer: Viewer, file: F, today: Day, chosen?: string): Promise<FormSetting<F>> {
  const [accounts, services] = await Promise.all([allAccounts(database, authority.authorityId), servicesOn(database, authority.authorityId, today)]);
  return {
    file, viewer, context: contextOf(authority, today), parts: file.kind === 'representation' ? partsOf(viewer, file) : [],
    people: accounts.filter((account) => account.disabled_at === null).map(({ key, name, roles }) => ({ key, name, roles })),
    services: services.map((node) => node.service), themes: authority.themes, words: authority.words,
    say: (term) => valueInWords('', term, authority.words, new Map()), ...(chosen === undefined ? {} : { chosen }),
  };
}

/** The same with whom the council may appoint from outside. Those of them who have a part in the case are among its people, account or not. */
export function withPool(setting: FormSetting, pool: readonly PoolMember[], proposed: Readonly<Record<string, string>> | undefined): FormSetting {
  const known = new Set(setting.people.map((each) => each.key));
  const parties = pool.flatMap((member) => member.keys.filter((key) => !known.has(key) && rolesOf(setting.file, key).length > 0).map((key) => ({ key, name: member.name, roles: [] })));
  return { ...setting, context: { ...setting.context, pool }, people: [...setting.people, ...parties], ...(proposed === undefined ? {} : { proposed }) };
}

/** What may be proposed by an address, in the shape it has. A key, a place on the panel, a day: nothing that says who somebody is. */
const proposable = { person: /^(?:U|pool-)\d{1,9}$/, role: /^(?:chair|member)$/, meetingOn: /^\d{4}-\d{2}-\d{2}$/, from: /^panel$/ } as const;

export function proposedBy(query: Readonly<Record<string, unknown>>): Readonly<Record<string, string>> | undefined {
  const found = Object.entries(proposable).flatMap(([name, shape]) => {
    const given = query[name];
    return typeof given === 'string' && shape.test(given) ? [[name, given] as const] : [];
  });
  return found.length === 0 ? undefined : Object.fromEntries(found);
}
