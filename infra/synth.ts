/**
 * `npm run synth`: bundles all functions and writes the templates of a stage to `cdk.out`, without credentials.
 * `-- -c stage=prod` chooses another stage than `dev`; what else `npx cdk synth` takes goes to it.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { createInterface } from 'node:readline';

const words = process.argv.slice(2);
const cdk = spawn('node_modules/.bin/cdk', ['synth', '--quiet', ...words], { stdio: ['inherit', 'inherit', 'pipe'] });
// The CDK ends by asking for the id of a stack, as if its template had been wanted on the terminal.
createInterface({ input: cdk.stderr }).on('line', (line) => {
  if (!/^(Supply a stack id|Successfully synthesized to)/.test(line)) console.error(line);
});
cdk.on('close', (code) => {
  process.exitCode = code ?? 1;
  if (code !== 0) return;
  const stacks = readdirSync('cdk.out').filter((file) => file.endsWith('.template.json')).length;
  const stage = words.find((word) => word.startsWith('stage='));
  console.log(`${stacks} templates are in cdk.out. Deploy them: npx cdk deploy --all${stage ? ` -c ${stage}` : ''}`);
});
