import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/rulebooks/{rulebook}', {
  commands: [command('POST /operator/v1/rulebooks/{rulebook}/proposals', {
    with: ({ latest }) => ({ basedOn: latest }),
    start: ({ current }) => ({ value: current.value }),
  })],
  related: ['GET /operator/v1/rulebooks/{rulebook}/versions'],
});
