import { type Command, InvalidArgumentError } from 'commander';
import { faultOfClaim, faultOfIssuer, type IdentityProvider, issuerFrom, passwordRules, type PasswordRule, secondFactorTrusts, type SecondFactorTrust } from '../domain/identity-provider.ts';
import { PlainError } from '../domain/plain-error.ts';
import { type ViewerRole, viewerRoles } from '../domain/viewer.ts';
import { authorityNamed } from '../store/authorities.ts';
import { administratorHasPassword, findIdentityProvider, removeIdentityProvider, saveIdentityProvider } from '../store/identity-provider.ts';
import { openHeldStore, type Store } from '../store/store.ts';
import { type ProviderFault, reachProvider } from '../web/openid-connect.ts';
import { sayingRowsAreMadeAgain } from './rows-made-again.ts';

type SetOptions = {
  authority: string; issuer: string; client: string; public?: boolean; claim: string; passwords: string; secondFactor: string; acr?: readonly string[]; rolesClaim?: string; role?: readonly RoleValue[]; check: boolean;
};
type RoleValue = readonly [ViewerRole, string];

const BY = 'candour identity-provider';

/** `candour identity-provider …`: the council's own sign-in (OpenID Connect), for those who set Candour up before anybody can sign in to it. */
export function addIdentityProviderCommand(program: Command): void {
  const command = program.command('identity-provider').description('the council’s own sign-in (OpenID Connect); also under Administration in the browser');
  command.command('set')
    .description('let people in with their council account. The secret is not given here: CANDOUR_OIDC_SECRET_FILE or CANDOUR_OIDC_SECRET')
    .requiredOption('--authority <name>', 'the authority’s short name')
    .requiredOption('--issuer <address>', 'the provider’s issuer address, such as https://login.example.gov.uk/council')
    .requiredOption('--client <identifier>', 'the client identifier that the provider gave to Candour')
    .option('--public', 'Candour has no secret there: PKCE alone')
    .option('--claim <claim>', 'what says whose account it is at the first sign-in', 'email')
    .option('--passwords <who>', `who may still use a password of Candour’s: ${passwordRules.join(', ')}`, 'everybody')
    .option('--second-factor <trust>', `whether the provider’s second factor counts: ${secondFactorTrusts.join(', ')}`, 'never')
    .option('--acr <level...>', 'the levels of sign-in to ask for, and to take as a second factor')
    .option('--roles-claim <claim>', 'the claim that gives roles, such as groups; without it roles stay as they are set')
    .option('--role <role=value>', 'a value of that claim and the role that it gives; may be given more than once', roleValueFrom)
    .option('--no-check', 'do not ask the provider whether it is one')
    .action(async (options: SetOptions) => {
      const provider = providerFrom(options);
      const roles = rolesFrom(options);
      const reachable = options.check ? await reachProvider(provider, undefined) : undefined;
      if (reachable !== undefined && 'fault' in reachable) throw new PlainError(faultInWords(reachable.fault, provider.issuer));
      await withStore(async (store) => {
        const { authorityId, authority, name } = await authorityNamed(store.db, options.authority);
        const at = new Date();
        if (provider.passwords !== 'everybody' && !(await administratorHasPassword(store.db, authorityId, at))) {
          throw new PlainError('No administrator has a password. Add one first with candour user add: without it nobody could get in if the provider were out of reach.');
        }
        const held = await findIdentityProvider(store.db, authorityId);
        await saveIdentityProvider(store.db, { authorityId, by: BY, at }, { ...provider, ...(roles ?? { ...(held?.rolesClaim === undefined ? {} : { rolesClaim: held.rolesClaim }), roleValues: held?.roleValues ?? {} }) });
        process.stdout.write(`${name} signs in at ${provider.issuer}. Its redirect address there is ADDRESS OF CANDOUR/sign-in/council/${encodeURIComponent(authority)}/callback\n`);
      });
    });
  command.command('show')
    .description('what is set')
    .requiredOption('--authority <name>', 'the authority’s short name')
    .action((options: { authority: string }) => withStore(async (store) => {
      const { authorityId, name } = await authorityNamed(store.db, options.authority);
      const provider = await findIdentityProvider(store.db, authorityId);
      process.stdout.write(provider === undefined ? `${name} has no provider: everybody signs in with a password.\n` : [
        `issuer         ${provider.issuer}`, `client         ${provider.clientId}`, `secret         ${provider.hasSecret ? 'yes, kept outside the database' : 'none (public client)'}`, `claim          ${provider.accountClaim}`,
        `passwords      ${provider.passwords}`, `second factor  ${provider.secondFactor}${provider.acrValues.length === 0 ? '' : ` (acr ${provider.acrValues.join(', ')})`}`, `roles from     ${provider.rolesClaim ?? 'Candour alone'}`, ...Object.entries(provider.roleValues).map(([role, values]) => `  ${role}: ${values.join(', ')}`), '',
      ].join('\n'));
    }));
  command.command('off')
    .description('everybody signs in with a password again')
    .requiredOption('--authority <name>', 'the authority’s short name')
    .action((options: { authority: string }) => withStore(async (store) => {
      const { authorityId, name } = await authorityNamed(store.db, options.authority);
      const at = new Date();
      const removed = await removeIdentityProvider(store.db, { authorityId, by: BY, at });
      process.stdout.write(removed ? `${name} signs in with passwords alone.${(await administratorHasPassword(store.db, authorityId, at)) ? '' : ' No administrator has one: add one with candour user add.'}\n` : `${name} had no provider.\n`);
    }));
}

/** `complaints_officer=VALUE`, one or more times. */
function roleValueFrom(text: string, before: readonly RoleValue[] = []): readonly RoleValue[] {
  const mark = text.indexOf('=');
  const role = viewerRoles.find((one) => one === text.slice(0, mark));
  const value = text.slice(mark + 1).trim();
  if (role === undefined || value === '') throw new InvalidArgumentError(`It reads ROLE=VALUE, where ROLE is one of ${viewerRoles.join(', ')}.`);
  return [...before, [role, value]];
}

/** The roles that a claim gives, as asked; undefined where nothing was asked. */
function rolesFrom({ rolesClaim, role = [] }: SetOptions): Pick<IdentityProvider, 'rolesClaim' | 'roleValues'> | undefined {
  if (rolesClaim === undefined && role.length === 0) return undefined;
  if (rolesClaim === undefined || role.length === 0) throw new PlainError('--roles-claim and --role go together: which claim, and which of its values give which role.');
  const fault = faultOfClaim(rolesClaim);
  if (fault !== undefined) throw new PlainError(`${fault}.`);
  return { rolesClaim, roleValues: Object.fromEntries([...Map.groupBy(role, ([one]) => one)].map(([one, values]) => [one, values.map(([, value]) => value)])) };
}

function faultInWords(fault: ProviderFault, issuer: string): string {
  const why = fault === 'not reachable' ? 'Nothing answers there within 5 seconds' : fault === 'another issuer' ? 'What answers there calls itself something else' : 'What answers there is not an OpenID Connect provider';
  return `${issuer} cannot be used. ${why}. To set it all the same, add --no-check.`;
}

function providerFrom(options: SetOptions): Omit<IdentityProvider, 'rolesClaim' | 'roleValues'> {
  const issuer = issuerFrom(options.issuer);
  const fault = faultOfIssuer(issuer) ?? faultOfClaim(options.claim);
  if (fault !== undefined) throw new PlainError(`${fault}.`);
  const passwords = passwordRules.find((rule): rule is PasswordRule => rule === options.passwords);
  if (passwords === undefined) throw new PlainError(`--passwords is one of ${passwordRules.join(', ')}.`);
  const secondFactor = secondFactorTrusts.find((trust): trust is SecondFactorTrust => trust === options.secondFactor);
  if (secondFactor === undefined) throw new PlainError(`--second-factor is one of ${secondFactorTrusts.map((trust) => (trust.includes(' ') ? `"${trust}"` : trust)).join(', ')}.`);
  return { issuer, clientId: options.client, hasSecret: options.public !== true, accountClaim: options.claim, passwords, secondFactor, acrValues: options.acr ?? [] };
}

async function withStore(run: (store: Store) => Promise<void>): Promise<void> {
  const store = await openHeldStore(sayingRowsAreMadeAgain());
  try {
    await run(store);
  } finally {
    await store.close();
  }
}
