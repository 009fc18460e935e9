/**
 * `npx node infra/commands/make-admin.ts ann@example.com [--stage prod]`: gives an account that has registered the role
 * admin, with the operator's own AWS credentials. Everything else about it is as when an admin gives roles: the fact is
 * kept, the user pool's groups follow.
 */
import { parseArgs } from 'node:util';
import { giveRoles, Login } from '../../shared/identity/account.ts';
import { rolesChanged } from '../../shared/identity/events.ts';
import { logins } from '../../shared/identity/store.ts';
import { accounts } from '../../shared/kernel/account.ts';
import { keepingRecord } from '../../shared/kernel/policy/audit-store.ts';
import { transact } from '../../shared/kernel/store/commit.ts';
import { asOperator, keptByCommand } from './as-operator.ts';
import { answerHelp } from './answer-help.ts';

answerHelp(import.meta.filename);

/** Makes the account an admin; one that is already stays it. @throws Error when nobody has registered so */
const makeAdmin = async (login: Login): Promise<string> => {
  const accountId = await logins.accountOf(login);
  if (!accountId) throw new Error(`There is no account ${login} yet: register and confirm it first`);
  const account = await accounts.need(accountId);
  if (account.roles.includes('admin')) return `${login} is an admin already.`;
  const reason = 'made an admin by an operator';
  const saved = accounts.save(giveRoles(account, [...account.roles, 'admin'], reason));
  await transact([saved, await keptByCommand(saved, { thing: account.id, subject: account.id, reason })]);
  return `${login} is an admin.`;
};

try {
  const { values: { stage }, positionals } = parseArgs({
    allowPositionals: true,
    options: { stage: { type: 'string', default: 'dev' } },
  });
  const login = Login.safeParse(positionals[0]);
  if (!login.success) throw new Error('Whom? npx node infra/commands/make-admin.ts ann@example.com [--stage prod]');
  const touches = [logins.accountOf, accounts.need, accounts.save, keepingRecord];
  const command = { useCase: 'identity/make-admin', stage, touches, emits: [rolesChanged] };
  console.log(await asOperator(command, () => makeAdmin(login.data)));
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
