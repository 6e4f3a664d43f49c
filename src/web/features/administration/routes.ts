import type { FastifyInstance } from 'fastify';
import { may, type Permission } from '../../../domain/viewer.ts';
import type { Store } from '../../../store/store.ts';
import { chrome } from '../../guard.ts';
import type { Reached } from '../../public-address.ts';
import { type Clock, sendPage, viewerOf } from '../../request-context.ts';
import { renderPage } from '../../views.ts';
import { addAccounts } from './accounts-routes.ts';
import { addBankHolidays } from './bank-holidays-routes.ts';
import { addConventions } from './conventions-routes.ts';
import { addErasure } from './erasure-routes.ts';
import { addIdentityProvider } from './identity-provider-routes.ts';
import { addProcedures } from './procedures-routes.ts';
import { addReferencePatterns } from './references-routes.ts';
import { addRetention } from './retention-routes.ts';
import { addServices } from './services-routes.ts';
import { addSignInRules } from './sign-in-rules-routes.ts';
import { addVocabulary } from './vocabulary-routes.ts';

const PLACES: readonly { readonly text: string; readonly href: string; readonly what: string; readonly allow: Permission }[] = [
  { text: 'Accounts', href: '/administration/accounts', what: 'Who may sign in, what they may do and the services they work in', allow: 'administer' },
  { text: 'Signing in', href: '/administration/sign-in', what: 'Whether everybody must have a second factor', allow: 'administer' },
  { text: 'The council’s sign-in', href: '/administration/identity-provider', what: 'Letting people in with the account that they have at the council', allow: 'administer' },
  { text: 'Services', href: '/administration/services', what: 'The tree of services, with the days on which each opened and closed', allow: 'administer' },
  { text: 'References', href: '/administration/references', what: 'How the references of cases and compliments are written', allow: 'administer' },
  { text: 'Themes', href: '/administration/themes', what: 'What a complaint may be about, in the order in which it is shown', allow: 'administer' },
  { text: 'Words', href: '/administration/words', what: 'What your council calls things, on pages and in print', allow: 'administer' },
  { text: 'Procedures', href: '/administration/procedures', what: 'Time limits of your own, with the days from which they hold', allow: 'administer' },
  { text: 'How days are counted', href: '/administration/conventions', what: 'What the law leaves open', allow: 'administer' },
  { text: 'Bank holidays', href: '/administration/bank-holidays', what: 'Holidays proclaimed since Candour was made', allow: 'administer' },
  { text: 'People on record twice', href: '/people/doubles', what: 'Records that are likely to be of one person, to be compared and merged', allow: 'decideCases' },
  { text: 'Letters', href: '/administration/letters', what: 'The letterhead, whom to contact, and your own wording', allow: 'decideCases' },
  { text: 'Report template', href: '/administration/report-template', what: 'Your own Word file, whose fonts, styles and letterhead reports in Word take', allow: 'keepRecords' },
  { text: 'Publishing', href: '/administration/publishing', what: 'How small numbers are usually hidden in what is published', allow: 'publishReports' },
  { text: 'Open data', href: '/administration/open-data', what: 'Giving anybody what you have published as data', allow: 'publishReports' },
  { text: 'Documents', href: '/administration/documents', what: 'How large a file may be, and whether files are looked through for viruses', allow: 'keepRecords' },
  { text: 'Reminders', href: '/administration/reminders', what: 'What is sent by mail, when, and whether it arrives', allow: 'keepRecords' },
  { text: 'Retention and erasure', href: '/administration/retention', what: 'How long records are kept, cases on hold, and erasing a case', allow: 'keepRecords' },
];

/** Everything an administrator sets up and looks after; the retention of records for the complaints manager too. */
export function addAdministration(app: FastifyInstance, store: Store, clock: Clock, reached: Reached): void {
  app.get('/administration', { config: { allow: 'keepRecords' } }, async (request, reply) => {
    const viewer = viewerOf(request);
    return sendPage(reply, renderPage('features/administration/administration.njk', { title: 'Administration', chrome: chrome(request), places: PLACES.filter((place) => may(viewer, place.allow)) }));
  });
  addAccounts(app, store, clock);
  addSignInRules(app, store, clock);
  addIdentityProvider(app, store, clock, reached);
  addServices(app, store, clock);
  addReferencePatterns(app, store, clock);
  addVocabulary(app, store, clock);
  addProcedures(app, store, clock);
  addConventions(app, store, clock);
  addBankHolidays(app, store, clock);
  addRetention(app, store, clock);
  addErasure(app, store, clock);
}
