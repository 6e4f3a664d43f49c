import { faultOfClaim, faultOfIssuer, type IdentityProvider, issuerFrom, type PasswordRule, passwordRules, type SecondFactorTrust, secondFactorTrusts, valuesTyped } from '../../../domain/identity-provider.ts';
import { type ViewerRole, viewerRoleNames, viewerRoles } from '../../../domain/viewer.ts';
import type { ProviderFault } from '../../openid-connect.ts';
import { besideFields, type Body, type FieldError, textOf } from './fields.ts';

const LONGEST = 500;

/** The claims that councils use; another is typed. */
const usualClaims = ['email', 'preferred_username', 'oid'] as const;

export type ProviderFields = {
  readonly issuer: string; readonly clientId: string; readonly proof: string; readonly claim: string; readonly otherClaim: string; readonly passwords: string; readonly secondFactor: string; readonly acr: string;
};

export const emptyFields: ProviderFields = { issuer: '', clientId: '', proof: 'secret', claim: 'email', otherClaim: '', passwords: 'everybody', secondFactor: 'never', acr: '' };

export function fieldsOf(provider: IdentityProvider): ProviderFields {
  const usual = usualClaims.some((claim) => claim === provider.accountClaim);
  return {
    issuer: provider.issuer, clientId: provider.clientId, proof: provider.hasSecret ? 'secret' : 'public', claim: usual ? provider.accountClaim : 'other', otherClaim: usual ? '' : provider.accountClaim,
    passwords: provider.passwords, secondFactor: provider.secondFactor, acr: provider.acrValues.join(', '),
  };
}

type Read = { readonly fields: ProviderFields; readonly errors: readonly FieldError[]; readonly provider: Omit<IdentityProvider, 'rolesClaim' | 'roleValues'> };

/** What the form says, and what is wrong with it. */
export function readProviderForm(body: Body | undefined): Read {
  const fields: ProviderFields = {
    issuer: issuerFrom(textOf(body, 'issuer')), clientId: textOf(body, 'clientId'), proof: textOf(body, 'proof'), claim: textOf(body, 'claim'), otherClaim: textOf(body, 'otherClaim'),
    passwords: textOf(body, 'passwords'), secondFactor: textOf(body, 'secondFactor'), acr: textOf(body, 'acr'),
  };
  const errors: FieldError[] = [];
  const wrong = (text: string | undefined, href: string) => {
    if (text !== undefined) errors.push({ text, href });
  };
  wrong(faultOfIssuer(fields.issuer) ?? (fields.issuer.length > LONGEST ? 'The issuer address must have 500 characters or fewer' : undefined), '#issuer');
  wrong(fields.clientId === '' ? 'Enter the client identifier' : fields.clientId.length > LONGEST ? 'The client identifier must have 500 characters or fewer' : undefined, '#clientId');
  wrong(fields.proof === 'secret' || fields.proof === 'public' ? undefined : 'Select whether Candour has a secret', '#proof');
  const accountClaim = fields.claim === 'other' ? fields.otherClaim : fields.claim;
  wrong(fields.claim === '' ? 'Select which claim says who somebody is' : undefined, '#claim');
  if (fields.claim === 'other') wrong(faultOfClaim(fields.otherClaim), '#otherClaim');
  const passwords = passwordRules.find((rule): rule is PasswordRule => rule === fields.passwords);
  wrong(passwords === undefined ? 'Select who may sign in with a password' : undefined, '#passwords');
  const secondFactor = secondFactorTrusts.find((trust): trust is SecondFactorTrust => trust === fields.secondFactor);
  wrong(secondFactor === undefined ? 'Select whether Candour asks for a second factor as well' : undefined, '#secondFactor');
  const acrValues = valuesTyped(fields.acr);
  wrong(acrValues.some((value) => /\s/.test(value) || value.length > LONGEST) ? 'A level of sign-in has no blanks in it. Put commas between several' : undefined, '#acr');
  return {
    fields, errors,
    provider: { issuer: fields.issuer, clientId: fields.clientId, hasSecret: fields.proof !== 'public', accountClaim, passwords: passwords ?? 'everybody', secondFactor: secondFactor ?? 'never', acrValues },
  };
}

/** Why what was typed cannot work, beside the field that it most likely lies in. */
export function providerFaultInWords(fault: ProviderFault): FieldError {
  switch (fault) {
    case 'not reachable': return { text: 'Nothing answers at this address within 5 seconds. Check it, and that this server may connect to it', href: '#issuer' };
    case 'another issuer': return { text: 'What answers at this address calls itself something else. Copy the issuer as the provider writes it', href: '#issuer' };
    default: return { text: 'What answers at this address is not an OpenID Connect provider. Copy the issuer as the provider writes it', href: '#issuer' };
  }
}

export type RolesForm = {
  readonly errors: readonly FieldError[]; readonly beside: Readonly<Record<string, { readonly text: string }>>; readonly rolesClaim: string;
  readonly roles: readonly { readonly name: string; readonly text: string; readonly value: string }[];
};

function rolesFormOf(rolesClaim: string, valueOf: (role: ViewerRole) => string, errors: readonly FieldError[]): RolesForm {
  return { errors, beside: besideFields(errors), rolesClaim, roles: viewerRoles.map((role) => ({ name: `values-${role}`, text: viewerRoleNames[role], value: valueOf(role) })) };
}

export function rolesForm({ rolesClaim, roleValues }: Pick<IdentityProvider, 'rolesClaim' | 'roleValues'>): RolesForm {
  return rolesFormOf(rolesClaim ?? '', (role) => (roleValues[role] ?? []).join(', '), []);
}

/** Which values of a claim give which roles. Without a claim, none do. */
export function readRolesForm(body: Body | undefined): { readonly form: RolesForm; readonly rolesClaim?: string; readonly roleValues: IdentityProvider['roleValues'] } {
  const rolesClaim = textOf(body, 'rolesClaim');
  const typed = (role: ViewerRole) => textOf(body, `values-${role}`);
  const given = viewerRoles.map((role) => [role, valuesTyped(typed(role))] as const).filter(([, values]) => values.length > 0);
  const errors: FieldError[] = [];
  const fault = rolesClaim === '' ? (given.length === 0 ? undefined : 'Enter the claim that these values stand in, or clear them all') : faultOfClaim(rolesClaim);
  if (fault !== undefined) errors.push({ text: fault, href: '#rolesClaim' });
  if (rolesClaim !== '' && given.length === 0) errors.push({ text: 'Enter at least one value that gives a role, or clear the claim', href: `#values-${viewerRoles[0]}` });
  return { form: rolesFormOf(rolesClaim, typed, errors), ...(rolesClaim === '' ? {} : { rolesClaim }), roleValues: Object.fromEntries(given) };
}
