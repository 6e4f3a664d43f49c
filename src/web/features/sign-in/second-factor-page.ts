import type { PendingFactor } from '../../../store/accounts.ts';
import type { Chrome } from '../../guard.ts';
import type { FieldError } from './account-page.ts';

export type SecondFactorPage = {
  readonly title: string; readonly chrome: Chrome; readonly action: string; readonly goTo: string; readonly required: boolean;
  /** In fours, as it is typed into an app. */
  readonly secret: string; readonly uri: string;
  /** The key as a QR code, an image within the page itself. */
  readonly qrCode: string;
  readonly errors: readonly FieldError[];
};

export async function secondFactorPage({ secret, uri }: PendingFactor, around: Omit<SecondFactorPage, 'title' | 'secret' | 'uri' | 'qrCode'>): Promise<SecondFactorPage> {
  const { toString } = await import('qrcode');
  const picture = await toString(uri, { type: 'svg', margin: 4, errorCorrectionLevel: 'M' });
  return { title: 'Set up a second factor', ...around, secret: secret.replaceAll(/(.{4})/g, '$1 ').trim(), uri, qrCode: `data:image/svg+xml;base64,${Buffer.from(picture).toString('base64')}` };
}
