import { type Command, InvalidArgumentError } from 'commander';
import { PlainError } from '../domain/plain-error.ts';
import { type ViewerRole, viewerRoles } from '../domain/viewer.ts';
import { addAccount, allAccounts } from '../store/accounts.ts';
import { audit } from '../store/audit.ts';
import { authorityNamed } from '../store/authorities.ts';
import { findIdentityProvider } from '../store/identity-provider.ts';
import { allServices } from '../store/case-people.ts';
import { openHeldStore } from '../store/store.ts';
import { readPassword } from './read-password.ts';
import { sayingRowsAreMadeAgain } from './rows-made-again.ts';

const SHORTEST_PASSWORD = 12;

function roleFrom(text: string, before: readonly ViewerRole[] = []): readonly ViewerRole[] {
  const role = viewerRoles.find((one) => one === text);
  if (role === undefined) throw new InvalidArgumentError(`A role is one of ${viewerRoles.join(', ')}.`);
  return [...before, role];
}

export function addUser(program: Command): void {
  const user = program.command('user').description('who may sign in');
  user.command('add')
    .description('add somebody who may sign in; the password is read from the standard input')
    .requiredOption('--authority <name>', 'the authority’s short name')
    .requiredOption('--email <address>', 'what they sign in with')
    .requiredOption('--name <name>', 'their name')
    .requiredOption('--role <role>', `what they may do; may be given more than once: ${viewerRoles.join(', ')}`, roleFrom)
    .option('--service <service...>', 'the services they work in')
    .option('--council-name <name>', 'what the council’s identity provider calls them, if that is not their email address')
    .option('--no-password', 'give them none: they sign in with their council account (see candour help identity-provider)')
    .action(async (options: { authority: string; email: string; name: string; role: readonly ViewerRole[]; service?: string[]; councilName?: string; password: boolean }) => {
      if (!/^\S+@\S+\.\S+$/.test(options.email)) throw new PlainError(`'${options.email}' is not an email address, such as name@example.com.`);
      const password = options.password ? await readPassword(`Password (at least ${SHORTEST_PASSWORD} characters): `) : undefined;
      if (password !== undefined && password.length < SHORTEST_PASSWORD) throw new PlainError(`The password has ${password.length} characters. It must have at least ${SHORTEST_PASSWORD}.`);
      const store = await openHeldStore(sayingRowsAreMadeAgain());
      try {
        const { authorityId } = await authorityNamed(store.db, options.authority);
        const known = (await allServices(store.db, authorityId)).map(({ service }) => service);
        const unknown = (options.service ?? []).find((service) => !known.includes(service));
        if (unknown !== undefined) throw new PlainError(`${options.authority} has no service '${unknown}'.${known.length === 0 ? ' It has none on record yet.' : ` It has ${known.join(', ')}.`}`);
        if (password === undefined && (await findIdentityProvider(store.db, authorityId)) === undefined) {
          throw new PlainError('Without a password they could not sign in: this authority has no identity provider yet. Set it first with candour identity-provider set.');
        }
        const accountId = await addAccount(store.db, authorityId, {
          email: options.email, name: options.name, roles: options.role, services: options.service ?? [], ...(password === undefined ? {} : { password }), ...(options.councilName === undefined ? {} : { councilName: options.councilName.trim() }),
        });
        if (accountId === undefined) throw new PlainError(`${options.councilName ?? options.email} has an account already.`);
        await audit(store.db, authorityId, new Date(), { what: 'account added', detail: { account: accountId, by: 'candour user add' } });
        process.stdout.write(`Added ${options.name} (${options.role.join(', ')}).\n`);
      } finally {
        await store.close();
      }
    });
  user.command('list')
    .description('who has an account')
    .requiredOption('--authority <name>', 'the authority’s short name')
    .action(async (options: { authority: string }) => {
      const store = await openHeldStore(sayingRowsAreMadeAgain());
      try {
        const { authorityId } = await authorityNamed(store.db, options.authority);
        const accounts = await allAccounts(store.db, authorityId);
        if (accounts.length === 0) process.stdout.write('Nobody has an account yet: see candour user add --help.\n');
        for (const account of accounts) process.stdout.write(`${account.name} <${account.email}>: ${account.roles.join(', ')}${account.disabled_at === null ? '' : ' (disabled)'}\n`);
      } finally {
        await store.close();
      }
    });
}
