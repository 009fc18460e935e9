import Flex from 'antd/es/flex';
import { Film } from '../../kit/inputs/film.tsx';
import { Pictures } from '../../kit/inputs/pictures.tsx';
import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/listing-reviews/{listingId}', {
  fields: [
    'checks',
    'changes',
    'title',
    'description',
    'categoryId',
    'merchantId',
    'state',
    'attributes',
    'tags',
    'permit',
    'packaging',
    'madeToOrder',
    'keywords',
    'shipsWithinDays',
    'skus',
    'submittedAt',
    'approvedAt',
    'review',
  ],
  above: ({ images, video, title }) => (
    <Flex vertical gap={16}>
      <Pictures images={images} of={title.zh ?? title.en ?? ''} />
      <Film of={video?.film} />
    </Flex>
  ),
  commands: [
    command('POST /operator/v1/listing-reviews/{listingId}/approval', {
      when: ({ waits }) => waits,
      with: ({ submittedAt }) => ({ submittedAt: submittedAt! }),
      key: 'a',
    }),
    command('POST /operator/v1/listing-reviews/{listingId}/rejection', {
      when: ({ waits }) => waits,
      with: ({ submittedAt }) => ({ submittedAt: submittedAt! }),
      key: 'r',
    }),
  ],
  related: ['GET /operator/v1/listing-reviews/{listingId}/versions'],
});
