import type { FastifyInstance } from 'fastify';
import { isLetterKind, kinds, letterKinds } from '../../../letters/kinds.ts';
import { type Wording, wordings } from '../../../letters/letter-text.ts';
import { fillings, fillingsIn, isPassage, type PassageKey, passages, unknownFillings } from '../../../letters/wording.ts';
import { type KeptLetterSettings, letterSettingsOf, type OwnPassage, saveLetterSettings, saveOwnWording } from '../../../store/letters.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';

const LONGEST = 4000;
/** The passages that every letter may have, and those of each kind of letter. */
const ANY = 'any';
const groups: readonly { readonly key: string; readonly name: string }[] = [{ key: ANY, name: 'Passages of every letter' }, ...letterKinds.map((key) => ({ key, name: kinds[key].name }))];

const fields = {
  letterhead: { label: 'Letterhead', hint: 'The council’s name and address, a line for each', rows: 5 },
  team: { label: 'Name of the complaints team', hint: 'As it stands in a sentence: “the complaints team”', rows: 0 },
  contact: { label: 'How to reach the complaints team', hint: 'A sentence or two with telephone, email and address', rows: 3 },
  ombudsman: { label: 'How to reach the Ombudsman', hint: 'A sentence or two with the Local Government and Social Care Ombudsman’s address, lgo.org.uk, and telephone number', rows: 3 },
  advocacy: { label: 'How to get an advocate', hint: 'A sentence or two with who provides advocates, and how to reach them', rows: 3 },
} as const;
type TextField = keyof typeof fields;

function textOf(body: unknown, name: string): string {
  const value = (body as Readonly<Record<string, unknown>> | undefined)?.[name];
  return typeof value === 'string' ? value.replaceAll('\r\n', '\n').trim() : '';
}

function passagesOf(group: string): readonly PassageKey[] {
  return Object.keys(passages).filter((key): key is PassageKey => isPassage(key) && key.startsWith(`${group}.`));
}

/** The council's letterhead and contacts, and its own words in the place of the standard ones. */
export function addLetterAdministration(app: FastifyInstance, { db }: Store, clock: Clock): void {
  const backTo = { text: 'Administration', href: '/administration' };

  app.get<{ Querystring: { saved?: string } }>('/administration/letters', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const settings = await letterSettingsOf(db, viewerOf(request).authorityId);
    return sendPage(reply, settingsPage(settings, [], request.query.saved === 'yes', chrome(request)));
  });

  app.post('/administration/letters', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const texts = Object.fromEntries(Object.keys(fields).map((name) => [name, textOf(request.body, name)])) as Record<TextField, string>;
    const settings: KeptLetterSettings = { ...texts, secondPerson: textOf(request.body, 'secondPerson') === 'yes' };
    const errors = Object.entries(texts).flatMap(([name, text]) => (text.length <= LONGEST ? [] : [{ text: `${fields[name as TextField].label} must be ${LONGEST} characters or fewer`, href: `#${name}` }]));
    if (errors.length > 0) return sendPage(reply, settingsPage(settings, errors, false, chrome(request)), 400);
    await saveLetterSettings(db, viewerOf(request), settings, clock());
    return reply.redirect('/administration/letters?saved=yes', 303);
  });

  function settingsPage(settings: KeptLetterSettings, errors: readonly { text: string; href: string }[], saved: boolean, around: object): string {
    return renderPage('features/letters/settings.njk', {
      title: 'Letters', chrome: around, backTo, errors, saved, secondPerson: settings.secondPerson,
      fields: Object.entries(fields).map(([name, field]) => ({ name, ...field, value: settings[name as TextField], error: errors.find((error) => error.href === `#${name}`)?.text })),
      groups: groups.map(({ key, name }) => ({ text: name, href: `/administration/letters/${key}` })),
    });
  }

  app.get<{ Params: { group: string }; Querystring: { saved?: string } }>('/administration/letters/:group', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const { group } = request.params;
    if (group !== ANY && !isLetterKind(group)) return reply.callNotFound();
    const { ownWording } = await letterSettingsOf(db, viewerOf(request).authorityId);
    return sendPage(reply, wordingPage(group, ownWording, [], request.query.saved === 'yes', chrome(request)));
  });

  app.post<{ Params: { group: string } }>('/administration/letters/:group', { config: { allow: 'decideCases' } }, async (request, reply) => {
    const { group } = request.params;
    if (group !== ANY && !isLetterKind(group)) return reply.callNotFound();
    const own = passagesOf(group).flatMap((passage) => wordings.map((wording): OwnPassage => ({ passage, wording, text: textOf(request.body, fieldOf(passage, wording)) })));
    const errors = own.flatMap((one) => faultOf(one).map((text) => ({ text, href: `#${fieldOf(one.passage, one.wording)}` })));
    if (errors.length > 0) return sendPage(reply, wordingPage(group, own, errors, false, chrome(request)), 400);
    await saveOwnWording(db, viewerOf(request), group, own, clock());
    return reply.redirect(`/administration/letters/${group}?saved=yes`, 303);
  });

  function wordingPage(group: string, own: readonly OwnPassage[], errors: readonly { text: string; href: string }[], saved: boolean, around: object): string {
    const keys = passagesOf(group);
    const used = [...new Set(keys.flatMap((key) => wordings.flatMap((wording) => fillingsIn(passages[key][wording]))))];
    return renderPage('features/letters/wording.njk', {
      title: `Wording: ${groups.find((one) => one.key === group)?.name ?? group}`, chrome: around, backTo: { text: 'Letters', href: '/administration/letters' }, action: `/administration/letters/${group}`, errors, saved,
      fillings: used.map((key) => ({ key: `{${key}}`, what: fillings[key] })),
      passages: keys.map((key) => ({
        name: passages[key].name,
        boxes: wordings.map((wording) => {
          const name = fieldOf(key, wording);
          return { name, label: wording === 'child' ? 'To a child' : 'To an adult', standard: passages[key][wording], value: own.find((one) => one.passage === key && one.wording === wording)?.text ?? '', error: errors.find((error) => error.href === `#${name}`)?.text };
        }),
      })),
    });
  }
}

function fieldOf(passage: string, wording: Wording): string {
  return `${passage.replace('.', '-')}-${wording}`;
}

function faultOf({ passage, wording, text }: OwnPassage): readonly string[] {
  const called = isPassage(passage) ? `${passages[passage].name}, to ${wording === 'child' ? 'a child' : 'an adult'},` : passage;
  if (text.length > LONGEST) return [`${called} must be ${LONGEST} characters or fewer`];
  return unknownFillings(text).map((name) => `${called} names {${name}}, which is nothing that can be filled in. Choose from the list on this page`);
}
