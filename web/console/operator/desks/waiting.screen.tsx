import { command, list } from '../../kit/screen.ts';

export default list('GET /operator/v1/waiting', {
  columns: ['desk', 'shows', 'since', 'waitedSeconds', 'resolveBy', 'breached', 'holder'],
  filters: ['list', 'desk'],
  open: 'GET /operator/v1/desks/{desk}/items/{itemId}',
  commands: [
    command('POST /operator/v1/desks/{desk}/items/{itemId}/take', {
      with: () => ({ over: undefined }),
      when: ({ holder }) => !holder,
      key: 't',
    }),
  ],
});
