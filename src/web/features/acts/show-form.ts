import { randomUUID } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { accountNames } from '../../../store/accounts.ts';
import { audit } from '../../../store/audit.ts';
import type { Database } from '../../../store/database.ts';
import { draftsOf, type TypedFields } from '../../../store/drafts.ts';
import { chrome } from '../../guard.ts';
import { sendPage } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { actPage, type Shown, sinceInWords } from './act-page.ts';
import { fieldsOf, nameOfAct, settingFor } from './all-forms.ts';
import type { Asking } from './of-act.ts';
import { proposedFieldsOf, startOf } from './start-of-form.ts';

/** The form of an act as it opens: with the draft that the viewer has of it, or as it starts; before it, where it needs one, the choice of what it is about. */
export async function openForm(db: Database, asking: Asking): Promise<FastifyReply> {
  const { viewer, at, key, act, place, seen, setting, draft, request, reply } = asking;
  await audit(db, viewer.authorityId, at, { what: 'viewed', accountId: viewer.accountId, caseId: seen.caseId, detail: { act: key } });
  const choose = act.chooseFirst?.(settingFor(setting));
  if (choose !== undefined && !choose.choices.some((choice) => choice.value === setting.chosen)) {
    return sendPage(reply, renderPage('features/acts/choose.njk', { title: nameOfAct(key), chrome: chrome(request), backTo: { text: `Back to ${place.called} ${seen.ref}`, href: place.href }, action: `${place.href}/acts/${key}`, ...choose }));
  }
  const kept = (await draftsOf(db, viewer, draft)).find((one) => one.form === draft);
  const keptVersion = Number(kept?.fields['version'] ?? seen.version);
  const start = startOf(fieldsOf(act, setting));
  return showForm(asking, {
    typed: { ...(kept?.fields ?? start), ...(setting.proposed === undefined ? {} : proposedFieldsOf(start)) }, ...(kept === undefined ? {} : { saved: kept }),
    since: sinceInWords(seen.history.slice(keptVersion), await accountNames(db, viewer.authorityId), setting.words),
  });
}

/** `form` and `version`: of the form as it was sent, where it is shown again. */
export type ShownForm = Partial<Shown> & { readonly typed: TypedFields; readonly form?: string; readonly version?: number };

export function showForm({ key, act, place, seen, setting, how, request, reply }: Asking, shown: ShownForm): FastifyReply {
  const { form = randomUUID(), version = seen.version, errors = [], since = [], ...rest } = shown;
  const page = actPage(key, act, place, setting, { ...rest, errors, since, chrome: chrome(request), asks: how === 'asks', hidden: { formToken: request.formToken, version, form } });
  return sendPage(reply, renderPage('features/acts/act.njk', page), errors.length > 0 ? 400 : since.length > 0 && request.method === 'POST' ? 409 : 200);
}
