import { Card, Flex, Image, Space, Table } from 'antd';
import { CommandButton } from '../../kit/command.tsx';
import type { Answer } from '../../kit/operations.ts';
import { command, detail } from '../../kit/screen.ts';
import { useWords } from '../../kit/words.tsx';

type Listing = Answer<'GET /merchant/v1/listings/{listingId}'>;
type Sku = Listing['skus'][number];
const at = (...states: Listing['state'][]) => ({ state }: Listing): boolean => states.includes(state);

const price = command('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', { start: (sku: Sku) => ({ price: sku.price }) });
const stock = command<Sku, 'PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock'>('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock', { asks: ['available', 'reason'] });

const Goods = ({ it: { listingId, images, skus, state, title } }: { it: Listing }) => {
  const words = useWords();
  return (
    <Flex vertical gap={16}>
      {images.length > 0 && (
        <Image.PreviewGroup>
          <div className="pictures">
            {images.map(({ imageId, url }, i) => <Image key={imageId} src={url} width={120} height={120} style={{ objectFit: 'cover' }} alt={`${words.local(title)} ${i + 1}`} />)}
          </div>
        </Image.PreviewGroup>
      )}
      <Card size="small" title={words.field('skus')}>
        <Table<Sku>
          size="small"
          rowKey="skuId"
          pagination={false}
          scroll={{ x: 'max-content' }}
          dataSource={[...skus]}
          columns={[
            { title: words.field('code'), dataIndex: 'code' },
            { title: words.field('specs'), render: (_, { specs }) => specs.map(({ value }) => words.local(value)).join(' / ') || '–' },
            { title: words.field('price'), align: 'right', render: (_, sku) => words.money(sku.price) },
            { title: words.field('weight'), align: 'right', render: (_, { weight }) => words.count(weight) },
            {
              title: '',
              align: 'right',
              render: (_, sku) => (
                <Space>
                  {state === 'on-sale' && <CommandButton size="small" spec={price} it={sku} params={{ listingId, skuId: sku.skuId }} />}
                  <CommandButton size="small" spec={stock} it={sku} params={{ listingId, skuId: sku.skuId }} />
                </Space>
              ),
            },
          ]}
        />
      </Card>
    </Flex>
  );
};

export default detail('GET /merchant/v1/listings/{listingId}', {
  fields: ['title', 'state', 'categoryId', 'shipsWithinDays', 'submittedAt', 'updatedAt', 'description', 'attributes', 'review'],
  above: (it) => <Goods it={it} />,
  commands: [
    command('POST /merchant/v1/listings/{listingId}/submission', { when: at('draft') }),
    command('PUT /merchant/v1/listings/{listingId}', { when: at('draft', 'off-shelf') }),
    command('POST /merchant/v1/listings/{listingId}/on-sale', { when: at('off-shelf') }),
    command('POST /merchant/v1/listings/{listingId}/off-shelf', { when: at('on-sale') }),
    command('POST /merchant/v1/listings/{listingId}/archive', { when: at('draft', 'off-shelf'), danger: true }),
  ],
  related: ['GET /merchant/v1/listings/{listingId}/history'],
});
