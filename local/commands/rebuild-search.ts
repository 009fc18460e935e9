/** `npm run rebuild-search -- [--port-offset 100]`: writes the index of searches of the local cloud anew from its table. */
import { parseArgs } from 'node:util';
import { callControl, runCommand } from './control-client.ts';
import { operatorCommand } from './operator-command.ts';
import { portOffsetOf, portsAt } from '../ports.ts';

await runCommand(async () => {
  const { values } = parseArgs({ options: { 'port-offset': { type: 'string', default: '0' } } });
  const offset = portOffsetOf(values['port-offset']);
  const { offsetMs } = await callControl(offset, 'GET', '/clock') as { offsetMs: number };
  const cloud = { endpointUrl: `http://127.0.0.1:${portsAt(offset).aws}`, region: 'us-east-1', offsetMs };
  console.log(await operatorCommand(cloud, 'rebuild-search'));
});
