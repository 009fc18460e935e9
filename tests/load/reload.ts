/**
 * `npm run measure:reload`: the time from the writing of a file until the running local cloud answers by it, for one use
 * case and for what all endpoints share. In a copy of the project; medians of five changes.
 */
import { loadDeclarations, through } from '../../infra/declarations.ts';
import { portsAt } from '../../local/ports.ts';
import { copyProject, interrupt, startIn } from '../support/project-copy.ts';
import { median, print, timed } from './report.ts';

const portOffset = 5400;
const changes = 5;
const asked = `http://127.0.0.1:${portsAt(portOffset).api}/shop/v1/payment-methods?currency=BRL&country=BR`;

const endpoints = (await loadDeclarations()).filter(through('endpoint')).length;
const copy = await copyProject();
const cloud = startIn(copy.folder, portOffset);
await cloud.said('Ready in');

const answers = async (header: string, value: string): Promise<void> => {
  const deadline = performance.now() + 60_000;
  while (!(await fetch(asked)).headers.get(header)?.includes(value)) {
    if (performance.now() > deadline) throw new Error(`The change has had no effect:\n${cloud.output()}`);
  }
};

const rows = [];
for (
  const { what, functions, file, header, text, first } of [
    {
      what: 'a use case',
      functions: 1,
      file: 'functions/payments/list-payment-methods.ts',
      header: 'cache-control',
      text: 'cache: ',
      first: 300,
    },
    {
      what: 'what all endpoints share',
      functions: endpoints,
      file: 'shared/kernel/doors/answer.ts',
      header: 'strict-transport-security',
      text: 'max-age=',
      first: 63_072_000,
    },
  ]
) {
  await answers(header, `max-age=${first}`);
  const times: number[] = [];
  for (let value = first; value < first + changes; value += 1) {
    times.push(
      await timed(async () => {
        await copy.change(file, `${text}${value}`, `${text}${value + 1}`);
        await answers(header, `max-age=${value + 1}`);
      }),
    );
  }
  rows.push({
    'changed': what,
    functions,
    'median, s': Number((median(times) / 1000).toFixed(2)),
    'slowest, s': Number((Math.max(...times) / 1000).toFixed(2)),
  });
}
await interrupt(cloud);
await copy.remove();
print('From a changed file to an answer by it', rows);
