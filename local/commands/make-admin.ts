/**
 * `npm run make-admin -- a@b.c [--password …]`: makes an account of the local cloud an admin; with a password,
 * registers it first.
 */
import { parseArgs } from 'node:util';
import { callControl, runCommand } from './control-client.ts';
import { portOffsetOf } from '../ports.ts';

await runCommand(async () => {
  const {
    values,
    positionals: [login],
  } = parseArgs({
    allowPositionals: true,
    options: { 'port-offset': { type: 'string', default: '0' }, password: { type: 'string' } },
  });
  if (!login) throw new Error('Whom? npm run make-admin -- a@b.c');
  await callControl(portOffsetOf(values['port-offset']), 'POST', '/admin', { login, password: values.password });
  console.log(`${login} is an admin.`);
});
