import Image from 'antd/es/image';
import { command, detail } from '../../kit/screen.ts';

export default detail('GET /operator/v1/listing-reviews/{listingId}', {
  fields: [
    'title',
    'description',
    'categoryId',
    'merchantId',
    'state',
    'attributes',
    'shipsWithinDays',
    'skus',
    'submittedAt',
    'review',
  ],
  above: ({ images, title }) =>
    images.length > 0 && (
      <Image.PreviewGroup>
        <div className="pictures">
          {images.map(({ imageId, picture }, i) => (
            <Image
              key={imageId}
              src={picture.medium}
              width={160}
              height={160}
              style={{ objectFit: 'cover' }}
              alt={`${title.zh ?? title.en ?? ''} ${i + 1}`}
            />
          ))}
        </div>
      </Image.PreviewGroup>
    ),
  commands: [
    command('POST /operator/v1/listing-reviews/{listingId}/approval', {
      when: ({ state }) => state === 'in-review',
      with: ({ submittedAt }) => ({ submittedAt: submittedAt! }),
      key: 'a',
    }),
    command('POST /operator/v1/listing-reviews/{listingId}/rejection', {
      when: ({ state }) => state === 'in-review',
      with: ({ submittedAt }) => ({ submittedAt: submittedAt! }),
      key: 'r',
    }),
  ],
});
