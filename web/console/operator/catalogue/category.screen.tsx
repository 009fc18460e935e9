import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/categories/{categoryId}', {
  commands: [
    command('PATCH /operator/v1/categories/{categoryId}', { start: ({ name, attributes }) => ({ name, attributes }) }),
    'POST /operator/v1/categories/{categoryId}/rates',
    'PUT /operator/v1/categories/{categoryId}/parent',
    command('POST /operator/v1/categories/{categoryId}/archive', {
      when: ({ leaf, state }) => leaf && state === 'active',
      danger: true,
    }),
  ],
});
