import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/rulebooks/{rulebook}/versions', {
  columns: ['version', 'state', 'from', 'until', 'changes', 'reason', 'proposedBy', 'approvedBy'],
  commands: [
    command('POST /operator/v1/rulebooks/{rulebook}/versions/{version}/withdrawal', {
      when: ({ state }) => state === 'scheduled',
      danger: true,
    }),
  ],
});
