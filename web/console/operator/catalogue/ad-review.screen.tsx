import { Pictures } from '../../kit/inputs/pictures.tsx';
import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/ad-reviews/{adId}', {
  fields: [
    'kind',
    'title',
    'text',
    'place',
    'price',
    'condition',
    'state',
    'ownerId',
    'reports',
    'submittedAt',
    'shownAt',
    'expiresAt',
    'comment',
  ],
  above: ({ images, title }) => <Pictures images={images} of={title} />,
  commands: [
    command('POST /operator/v1/ad-reviews/{adId}/approval', {
      when: ({ state }) => state === 'in-review',
      with: ({ submittedAt }) => ({ submittedAt }),
      key: 'a',
    }),
    command('POST /operator/v1/ad-reviews/{adId}/rejection', {
      when: ({ state }) => state === 'in-review',
      with: ({ submittedAt }) => ({ submittedAt }),
      key: 'r',
    }),
    command('POST /operator/v1/ad-reviews/{adId}/removal', { when: ({ state }) => state === 'shown', danger: true }),
  ],
});
