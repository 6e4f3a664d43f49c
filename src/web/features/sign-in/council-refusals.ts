import type { ProviderRefusal } from '../../../store/provider-sign-in.ts';
import type { ProviderFault } from '../../openid-connect.ts';

/** Why nobody is let in by a council's identity provider. */
export type CouncilRefusal = ProviderRefusal | ProviderFault | 'no secret' | 'expired' | 'not begun here';

type InWords = { readonly title: string; readonly paragraphs: readonly string[]; readonly status: number; /** Whether it may go better at once. */ readonly again: boolean };

const notSetUp: InWords = {
  title: 'Your council’s sign-in is not set up correctly', status: 503, again: false,
  paragraphs: ['Candour and your council’s sign-in do not know one another. Nothing that you did is wrong.', 'Tell your Candour administrator. They find how it is set up under Administration, The council’s sign-in.'],
};
const startAgain: InWords = {
  title: 'You are not signed in yet', status: 400, again: true,
  paragraphs: ['This happens when signing in took longer than 10 minutes, was begun in another browser, or a page of it was opened again.'],
};
const notSaidWho: InWords = {
  title: 'Candour cannot tell who you are', status: 403, again: false,
  paragraphs: ['Your council’s sign-in let you in, but did not say who you are in the way that Candour is set up to read.', 'Ask your Candour administrator to look at The council’s sign-in, under Administration.'],
};

const inWords: Readonly<Record<CouncilRefusal, InWords>> = {
  'no account': {
    title: 'You do not have an account in Candour', status: 403, again: true,
    paragraphs: ['Your council’s sign-in let you in, but nobody has made an account in Candour for you.', 'Ask your complaints team or your Candour administrator for one. If you have several council accounts, sign out of this one and use the other.'],
  },
  'linked to another': {
    title: 'This account in Candour is somebody else’s', status: 403, again: true,
    paragraphs: ['There is an account in Candour with your email address or user name, but it belongs to another council account.', 'If it is yours, and your council has given you a new account, ask your Candour administrator to link it again.'],
  },
  disabled: { title: 'Your account in Candour is disabled', status: 403, again: false, paragraphs: ['Ask your Candour administrator if you need it again.'] },
  locked: { title: 'Your account in Candour is locked', status: 403, again: true, paragraphs: ['There were too many wrong passwords or codes. Wait 15 minutes, then try again.'] },
  'no role': {
    title: 'You have no role in Candour', status: 403, again: true,
    paragraphs: ['Your council’s sign-in let you in, but did not say of any group of yours that it may use Candour.', 'Ask whoever looks after your council’s accounts to put you into the right group.'],
  },
  'claim missing': notSaidWho, 'email not verified': notSaidWho,
  'not reachable': {
    title: 'Your council’s sign-in cannot be reached', status: 503, again: true,
    paragraphs: ['It did not answer within 5 seconds. Try again in a few minutes.', 'If you have a password for Candour you can use that. If it goes on, tell your council’s IT service.'],
  },
  'not a provider': notSetUp, 'another issuer': notSetUp, 'client refused': notSetUp, 'no secret': notSetUp,
  cancelled: { title: 'You did not sign in', status: 400, again: true, paragraphs: ['You, or your council’s sign-in, stopped before you were signed in.'] },
  refused: { title: 'Your council’s sign-in did not let you in', status: 403, again: true, paragraphs: ['It did not say why. Try again, and if it goes on ask your council’s IT service.'] },
  'not valid': startAgain, expired: startAgain, 'not begun here': startAgain,
};

/** What to tell somebody who is not let in, and with which status. */
export function councilRefusalInWords(why: CouncilRefusal): InWords {
  return inWords[why];
}
