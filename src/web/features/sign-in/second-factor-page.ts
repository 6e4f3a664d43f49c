import type { PendingFactor } from '../../../store/accounts.ts';
import type { Chrome } from '../../guard.ts';
import type { FieldError } from './account-page.ts';

export type SecondFactorPage = {
  readonly title: string; readonly chrome: Chrome; readonly action: string; readonly goTo: string; readonly required: boolean;
  /** In fours, as it is typed into an app. */
  readonly secret: string; readonly uri: string; readonly errors: readonly FieldError[];
};

export function secondFactorPage({ secret, uri }: PendingFactor, around: Omit<SecondFactorPage, 'title' | 'secret' | 'uri'>): SecondFactorPage {
  return { title: 'Set up a second factor', ...around, secret: secret.replaceAll(/(.{4})/g, '$1 ').trim(), uri };
}
