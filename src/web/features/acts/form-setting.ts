import type { ActContext } from '../../../domain/acts/context.ts';
import type { RepresentationFile } from '../../../domain/case-file.ts';
import type { Day } from '../../../domain/day.ts';
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
export async function formSetting(database: Database, authority: Authority, viewer: Viewer, file: RepresentationFile, today: Day, chosen?: string): Promise<FormSetting> {
  const [accounts, services] = await Promise.all([allAccounts(database, authority.authorityId), servicesOn(database, authority.authorityId, today)]);
  return {
    file, viewer, context: contextOf(authority, today), parts: partsOf(viewer, file),
    people: accounts.filter((account) => account.disabled_at === null).map(({ key, name, roles }) => ({ key, name, roles })),
    services: services.map((node) => node.service), themes: authority.themes, words: authority.words,
    say: (term) => valueInWords('', term, authority.words, new Map()), ...(chosen === undefined ? {} : { chosen }),
  };
}
