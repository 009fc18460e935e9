import Flex from 'antd/es/flex';
import Space from 'antd/es/space';
import { CommandButton } from '../../kit/command.tsx';
import { described, type Answer } from '../../kit/operations.ts';
import { Pictures } from '../../kit/inputs/pictures.tsx';
import { Film } from '../../kit/inputs/film.tsx';
import { command, detail } from '../../kit/screen.ts';
import { Together } from '../../kit/show.tsx';
import { useWords } from '../../kit/words.tsx';
import { Part, Table } from '../../kit/table.tsx';

type Listing = Answer<'GET /merchant/v1/listings/{listingId}'>;
type Sku = Listing['skus'][number];
const at = (...states: Listing['state'][]) => ({ state }: Listing): boolean => states.includes(state);

const price = command('PUT /merchant/v1/listings/{listingId}/skus/{skuId}/price', {
  start: (sku: Sku) => ({ price: sku.price }),
});
const stock = command<Sku, 'PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock'>(
  'PUT /merchant/v1/listings/{listingId}/skus/{skuId}/stock',
  { asks: ['available', 'reason'] },
);

const callOff = command<Sku, 'DELETE /merchant/v1/listings/{listingId}/skus/{skuId}/next-price'>(
  'DELETE /merchant/v1/listings/{listingId}/skus/{skuId}/next-price',
  { danger: true },
);

/** What it costs, and from when on something else. */
const Price = ({ sku: { price, nextPrice } }: { sku: Sku }) => {
  const words = useWords();
  return (
    <>
      {words.money(price)}
      {nextPrice && <div>{words.kit.from(words.money(nextPrice.price), words.time(nextPrice.from))}</div>}
    </>
  );
};

/** How far what it is to become is, and in what that differs from what is on sale. */
const revisionFields = (() => {
  const { revision } = described('GET /merchant/v1/listings/{listingId}').answer;
  const { content: _, ...fields } = revision?.kind === 'group' ? revision.of : {};
  return fields;
})();

const Goods = ({ it: { listingId, images, video, skus, state, title, revision } }: { it: Listing }) => {
  const words = useWords();
  return (
    <Flex vertical gap={16}>
      <Pictures images={images} of={words.local(title)} />
      <Film of={video?.film} />
      {revision && (
        <Part title={words.field('revision')}>
          <Together fields={revisionFields} value={revision} />
        </Part>
      )}
      <Part title={words.field('skus')}>
        <Table<Sku>
          label={words.field('skus')}
          empty={words.kit.empty}
          rows={skus}
          columns={[
            { key: 'code', title: words.field('code'), cell: ({ code }) => code },
            {
              key: 'specs',
              title: words.field('specs'),
              cell: ({ specs }) => specs.map(({ value }) => words.local(value)).join(' / ') || '–',
            },
            { key: 'price', title: words.field('price'), number: true, cell: (sku) => <Price sku={sku} /> },
            { key: 'weight', title: words.field('weight'), number: true, cell: ({ weight }) => words.count(weight) },
            {
              key: 'do',
              title: <span className="unseen">{words.kit.actions}</span>,
              cell: (sku) => (
                <Space>
                  {state === 'on-sale' && (
                    <CommandButton size="small" spec={price} it={sku} params={{ listingId, skuId: sku.skuId }} />
                  )}
                  {sku.nextPrice && (
                    <CommandButton size="small" spec={callOff} it={sku} params={{ listingId, skuId: sku.skuId }} />
                  )}
                  <CommandButton size="small" spec={stock} it={sku} params={{ listingId, skuId: sku.skuId }} />
                </Space>
              ),
            },
          ]}
        />
      </Part>
    </Flex>
  );
};

export default detail('GET /merchant/v1/listings/{listingId}', {
  fields: [
    'title',
    'state',
    'categoryId',
    'shipsWithinDays',
    'submittedAt',
    'updatedAt',
    'shelfPlan',
    'permit',
    'packaging',
    'madeToOrder',
    'checks',
    'keywords',
    'description',
    'attributes',
    'tags',
    'review',
  ],
  above: (it) => <Goods it={it} />,
  commands: [
    command('POST /merchant/v1/listings/{listingId}/submission', {
      when: ({ state, revision }) => state === 'draft' || revision?.state === 'draft',
    }),
    command('PUT /merchant/v1/listings/{listingId}', {
      when: ({ state, revision }) => state !== 'in-review' && state !== 'archived' && revision?.state !== 'in-review',
    }),
    command('DELETE /merchant/v1/listings/{listingId}/revision', {
      when: ({ revision }) => revision !== undefined,
      danger: true,
    }),
    command('POST /merchant/v1/listings/{listingId}/on-sale', { when: at('off-shelf') }),
    command('POST /merchant/v1/listings/{listingId}/off-shelf', { when: at('on-sale') }),
    command('PUT /merchant/v1/listings/{listingId}/shelf-plan', {
      when: ({ state }) => state !== 'archived',
      start: ({ shelfPlan }) => shelfPlan ?? {},
    }),
    command('POST /merchant/v1/listings/{listingId}/archive', {
      when: (it) => at('draft', 'off-shelf')(it) && it.revision === undefined,
      danger: true,
    }),
  ],
  related: ['GET /merchant/v1/listings/{listingId}/versions', 'GET /merchant/v1/listings/{listingId}/history'],
});
