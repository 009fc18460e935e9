/** `npm run make-admin -- a@b.c`: makes an account of the local cloud an admin; the password is asked for, or comes by `--password`. */
import { createInterface } from 'node:readline/promises';
import { parseArgs } from 'node:util';
import { callControl, runCommand } from './control-client.ts';

const ask = async (question: string): Promise<string> => {
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  try {
    return await terminal.question(question);
  } finally {
    terminal.close();
  }
};

await runCommand(async () => {
  const { values, positionals: [email] } = parseArgs({
    allowPositionals: true, options: { 'port-offset': { type: 'string', default: '0' }, 'password': { type: 'string' } },
  });
  if (!email) throw new Error('Whom? npm run make-admin -- a@b.c');
  const password = values.password ?? await ask(`Password of ${email}: `);
  await callControl(Number(values['port-offset']), 'POST', '/admin', { email, password });
  console.log(`${email} is an admin.`);
});
