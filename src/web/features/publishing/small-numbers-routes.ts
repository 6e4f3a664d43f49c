import type { FastifyInstance } from 'fastify';
import { capitalised, counted } from '../../../reporting/house-style.ts';
import { publishingSettingsOf } from '../../../store/publishing-settings.ts';
import type { Database } from '../../../store/database.ts';
import type { Store } from '../../../store/store.ts';
import { movedOn, saveAgain, type Since } from '../../changed-since.ts';
import { formMark, markAgain } from '../../form-mark.ts';
import type { Clock } from '../../request-context.ts';
import { decideOnce, sinceThen } from './decide-once.ts';
import { readRule, type RuleForm, ruleForm, typedRule } from './disclosure-form.ts';
import type { Draft } from './draft.ts';
import { givenInWords, hiddenIn } from './hidden-numbers.ts';
import { addressOfDraft, type Asking, backToPublishing, ofDraft, type OfDraft, preparedNow, sendPublishing } from './of-draft.ts';
import { ruleInWords } from './publish-page.ts';

/** How small numbers of a report are hidden, and which they are. */
export function addSmallNumbers(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const config = { allow: 'composeReports' } as const;

  app.get<OfDraft>('/reports/:report/publish/small-numbers', { config }, ofDraft(db, clock, async (asking) => sendRule(db, asking, ruleForm(typedRule(asking.draft.disclosure), []))));

  app.post<OfDraft>('/reports/:report/publish/small-numbers', { config }, ofDraft(db, clock, async (asking) => {
    const { draft, request, reply } = asking;
    const read = readRule(request.body);
    if ('form' in read) return sendRule(db, asking, read.form);
    const made = await decideOnce(db, asking, {
      act: 'small numbers decided', what: ruleInWords(read.disclosure), about: ruleOf,
      to: (before) => {
        const { disclosure: _, ...content } = before;
        return { ...content, disclosureDecided: true, ...(read.disclosure === undefined ? {} : { disclosure: read.disclosure }) };
      },
    });
    if (made.is === 'recorded') return reply.redirect(`${addressOfDraft(draft)}/small-numbers#hidden`, 303);
    if (made.is === 'gone') return reply.callNotFound();
    return sendRule(db, { ...asking, draft: made.draft }, { ...ruleForm(typedRule(read.disclosure), []), errors: [movedOn] }, await sinceThen(db, made.draft, request.body, { now: `${ruleInWords(made.draft.disclosure)}: so it is now.`, next: saveAgain }));
  }));
}

/** The rule as it is shown: the council's usual one as long as nobody decided. */
const ruleOf = ({ kept, disclosure }: Draft) => ({ decided: kept.disclosureDecided === true, disclosure });

async function sendRule(db: Database, { draft, request, reply }: Asking, form: RuleForm, since?: Since) {
  const now = await preparedNow(db, draft);
  const printed = 'nothing' in now ? undefined : now.editions.printed;
  const usual = await publishingSettingsOf(db, draft.authority.authorityId);
  const hidden = printed?.disclosure?.hidden ?? 0;
  return sendPublishing(request, reply, 'small-numbers', {
    title: 'Small numbers', backTo: backToPublishing(draft), report: draft.kept.report, errors: form.errors, form, since, mark: (since === undefined ? markAgain(request.body) : undefined) ?? formMark(draft.kept.version, ruleOf(draft)),
    usual: ruleInWords(usual.disclosure), decided: draft.kept.disclosureDecided === true,
    nothing: 'nothing' in now ? now.nothing : undefined, inside: draft.disclosure === undefined, hidden,
    howMany: capitalised(counted(hidden, { one: 'number of people, cases or points is', many: 'numbers of people, cases and points are' })),
    places: printed === undefined ? [] : hiddenIn(printed), given: 'nothing' in now ? [] : [...new Set(now.editions.given)].map((id) => givenInWords(id, draft.authority.words)),
    beside: 'nothing' in now ? [] : now.beside.map((publication) => ({ text: `P${publication}`, href: `/publications/${publication}` })),
  }, since !== undefined ? 409 : form.errors.length > 0 ? 400 : 200);
}
