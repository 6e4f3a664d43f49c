import type { FastifyReply, FastifyRequest } from 'fastify';
import { rolesOf } from '../../../domain/acts/roles.ts';
import type { CaseFile } from '../../../domain/case-file.ts';
import { type Day, dayInEngland } from '../../../domain/day.ts';
import type { Viewer } from '../../../domain/viewer.ts';
import { audit } from '../../../store/audit.ts';
import { draftOfCase } from '../../../store/awaiting-confirmation.ts';
import { caseFor, type SeenCase } from '../../../store/case-for-viewer.ts';
import type { Database } from '../../../store/database.ts';
import { auditUnseen } from '../../../store/hidden-case.ts';
import { suppliersSeen } from '../../../store/invoices.ts';
import { poolForCase } from '../../../store/pool-for-case.ts';
import type { CaseKind } from '../../../store/tables.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import type { AnyForm, FormSetting } from './act-form.ts';
import type { FormPlace } from './act-page.ts';
import { formFor } from './all-forms.ts';
import { formSetting, proposedBy, withPool } from './form-setting.ts';
import { mayDo } from './who-may.ts';

export type OfAct = { Params: { ref: string; act: string }; Querystring: Readonly<Record<string, unknown>> };
/** Who asks, when, and for which act in which case: they may do it, or ask for it. `draft`: what their draft of its form is kept as. */
export type Asking = {
  readonly viewer: Viewer; readonly at: Date; readonly today: Day; readonly request: FastifyRequest<OfAct>; readonly reply: FastifyReply;
  readonly key: string; readonly act: AnyForm; readonly place: FormPlace; readonly seen: SeenCase; readonly how: 'does' | 'asks'; readonly setting: FormSetting<CaseFile>; readonly draft: string;
};
type Asker = Pick<Asking, 'viewer' | 'at' | 'today'>;

const LONGEST_REFERENCE = 100;

/** Where each kind of case is, and what a page calls it. */
export const places = {
  representation: { path: '/cases', called: 'case' }, unattached: { path: '/ombudsman', called: 'Ombudsman’s matter' }, compliment: { path: '/compliments', called: 'compliment' },
} as const satisfies Record<CaseKind, { readonly path: string; readonly called: string }>;

/** A handler of one act in one case: where there is no such act, no case that the viewer may see, or the act is not for them, it answers so. */
export function ofAct(db: Database, clock: Clock, kind: CaseKind, handle: (asking: Asking) => Promise<unknown>) {
  return async (request: FastifyRequest<OfAct>, reply: FastifyReply): Promise<unknown> => {
    const { params: { ref, act: key }, query } = request;
    const viewer = viewerOf(request);
    const at = clock();
    const today = dayInEngland(at);
    const act = formFor(kind, key);
    if (act === undefined || ref.length > LONGEST_REFERENCE) return reply.callNotFound();
    const seen = await caseFor(db, viewer, kind, ref, today, at);
    if (seen === undefined || (seen.file.kind === 'unattached' && seen.file.movedTo !== undefined)) {
      await auditUnseen(db, viewer, kind, ref, key, at);
      return reply.callNotFound();
    }
    const how = mayDo(viewer, seen.file, act);
    if (how === undefined) {
      await audit(db, viewer.authorityId, at, { what: 'refused', accountId: viewer.accountId, caseId: seen.caseId, detail: { act: key, why: 'role' } });
      return sendPage(reply, renderPage('error.njk', { chrome: chrome(request), title: kind === 'representation' ? 'You cannot do this in this case' : 'You cannot do this here', paragraphs: ['Your part in it does not include it. If it has to be done, ask the complaints team.'] }), 403);
    }
    const chosen = typeof query['choose'] === 'string' ? query['choose'] : undefined;
    const setting = await settingOf(db, { viewer, at, today }, seen, chosen, query);
    const { path, called } = places[kind];
    return handle({
      viewer, at, today, request, reply, key, act, seen, how, setting,
      place: { called, ref: seen.ref, href: `${path}/${encodeURIComponent(seen.ref)}` }, draft: draftOfCase(seen.caseId, `act ${key}${chosen === undefined ? '' : ` ${chosen}`}`),
    });
  };
}

/** What the form is filled in against: in a case, with whom the council may appoint and whom it has paid before. */
async function settingOf(db: Database, { viewer, at, today }: Asker, { authority, file }: SeenCase, chosen: string | undefined, query: OfAct['Querystring']): Promise<FormSetting<CaseFile>> {
  if (file.kind !== 'representation') return formSetting(db, authority, viewer, file, today, chosen);
  const [setting, pool, suppliers] = await Promise.all([formSetting(db, authority, viewer, file, today, chosen), poolForCase(db, viewer, file, today, at), suppliersSeen(db, viewer, today, at)]);
  const parties = setting.people.filter(({ key }) => rolesOf(file, key).length > 0).map(({ name }) => name);
  return { ...withPool(setting, pool, proposedBy(query)), suppliers: [...new Set([...parties, ...pool.map(({ name }) => name), ...suppliers])].toSorted((a, b) => a.localeCompare(b, 'en-GB')) };
}
