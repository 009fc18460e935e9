/**
 * `node infra/commands/make-admin.ts ann@example.com [--stage prod]`: gives an account that has registered the role
 * admin, with the operator's own AWS credentials. Everything else about it is as when an admin gives roles: the fact is
 * kept, the user pool's groups follow.
 */
import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';
import { giveRoles, Login } from '../../shared/identity/account.ts';
import { rolesChanged } from '../../shared/identity/events.ts';
import { accountsByLogin, loginPartition } from '../../shared/identity/store.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { namesOf } from '../../shared/kernel/access.ts';
import { instant } from '../../shared/kernel/clock.ts';
import { transact } from '../../shared/kernel/commit.ts';
import { within, type Invocation } from '../../shared/kernel/invocation.ts';
import { stageNamed } from '../stages.ts';

/** What the command runs as: `actor` is what the fact will say. */
const command = (): Invocation => {
  const id = randomUUID();
  return {
    useCase: 'identity/make-admin',
    actor: 'operator',
    now: instant(Date.now()),
    correlationId: id,
    causationId: id,
    allowed: new Set([accountsByLogin, accounts.need, accounts.save].flatMap(namesOf)),
    emits: new Set([rolesChanged.eventName]),
    used: new Set(),
    spent: { roundTrips: 0, readUnits: 0, writeUnits: 0 },
  };
};

/** Makes the account an admin; one that is already stays it. @throws Error when nobody has registered so */
const makeAdmin = async (login: Login): Promise<string> => {
  const [found] = (await accountsByLogin(loginPartition(login), { limit: 1 })).items;
  if (!found) throw new Error(`There is no account ${login} yet: register and confirm it first`);
  const account = await accounts.need(found.id);
  if (account.roles.includes('admin')) return `${login} is an admin already.`;
  await transact([accounts.save(giveRoles(account, [...account.roles, 'admin'], 'made an admin by an operator'))]);
  return `${login} is an admin.`;
};

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { stage: { type: 'string', default: 'dev' } },
  });
  const login = Login.safeParse(positionals[0]);
  if (!login.success) throw new Error('Whom? node infra/commands/make-admin.ts ann@example.com [--stage prod]');
  process.env['TABLE_NAME'] = `jishi-${stageNamed(values.stage).name}`;
  console.log(await within(command(), () => makeAdmin(login.data)));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
