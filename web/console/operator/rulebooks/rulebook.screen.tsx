import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/rulebooks/{rulebook}', {
  commands: [command('POST /operator/v1/rulebooks/{rulebook}/proposals', {
    when: ({ propose }, { roles }) => propose.some((role) => roles.includes(role)),
    with: ({ latest }) => ({ basedOn: latest }),
    start: ({ current }) => ({ value: current.value }),
  })],
  related: ['GET /operator/v1/rulebooks/{rulebook}/versions'],
});
