import Alert from 'antd/es/alert';
import { Link } from 'react-router';
import type { Profile } from '../../kit/session.ts';
import type { Fields } from '../../../described.ts';
import { described, type Answer } from '../../kit/operations.ts';
import { command, detail } from '../../kit/screen.ts';
import { Shown, Together } from '../../kit/show.tsx';
import { useWords } from '../../kit/words.tsx';
import { Part } from '../../kit/table.tsx';
import { placeOf } from './place-of.ts';

type It = Answer<'GET /operator/v1/desks/{desk}/items/{itemId}'>;
type Desk = It['item']['desk'];
const open = ({ item }: It): boolean => item.settledAt === undefined;
/** Who only watches a desk leaves notes, and no more. */
const actable = (it: It): boolean => open(it) && it.item.mayAct;
const at = (desk: Desk) => (it: It): boolean => it.item.desk === desk && actable(it);
const free = (it: It): boolean => actable(it) && it.item.holder === undefined;
/** A correction is decided by somebody else than who proposed it. */
const anothers = ({ item }: It, { accountId }: Profile): boolean =>
  item.desk === 'corrections' && item.settledAt === undefined && item.shows.proposedBy !== accountId;

/** Whether the carrier was asked what has become of a parcel, and has not answered. */
const waitsForCarrier = ({ item }: It): boolean =>
  item.desk === 'troubled-shipments' && item.shows.askedAt !== undefined && item.shows.reply === undefined;

/** What is known of an item of this desk. */
const formOf = (desk: Desk): Fields => {
  const field = described('GET /operator/v1/desks/{desk}/items/{itemId}').answer['item'];
  return field?.kind === 'variants' ? field.of[desk] ?? {} : {};
};

const About = ({ item }: It) => {
  const words = useWords();
  const to = placeOf(item);
  const { shows, ...rest } = formOf(item.desk);
  return (
    <Part title={words.choice(item.desk)} beside={to && <Link to={to}>{words.kit.open}</Link>}>
      {item.breached && <Alert type="warning" showIcon title={words.field('breached')} style={{ marginBottom: 12 }} />}
      {shows && <Shown name="shows" field={shows} value={item.shows} />}
      <Together fields={rest} value={item} />
    </Part>
  );
};

export default detail('GET /operator/v1/desks/{desk}/items/{itemId}', {
  fields: ['history'],
  above: (it) => <About {...it} />,
  commands: [
    command('POST /operator/v1/desks/{desk}/items/{itemId}/take', {
      when: free,
      with: () => ({ over: undefined }),
      key: 't',
    }),
    command('POST /operator/v1/ledger/corrections/{correctionId}/approve', {
      when: anothers,
      with: ({ item }) => ({ correctionId: item.itemId }),
      key: 'a',
      danger: true,
    }),
    command('POST /operator/v1/ledger/corrections/{correctionId}/refuse', {
      when: anothers,
      with: ({ item }) => ({ correctionId: item.itemId }),
      key: 'r',
    }),
    command('POST /operator/v1/ledger/corrections/{correctionId}/withdraw', {
      when: ({ item }, { accountId }) =>
        item.desk === 'corrections' && item.settledAt === undefined && item.shows.proposedBy === accountId,
      with: ({ item }) => ({ correctionId: item.itemId }),
    }),
    command('POST /operator/v1/payment-exceptions/{exceptionId}/resolution', {
      when: at('payment-exceptions'),
      with: ({ item }) => ({ exceptionId: item.itemId }),
      key: 'a',
    }),
    command('POST /operator/v1/discrepancies/{discrepancyId}/resolve', {
      when: at('discrepancies'),
      with: ({ item }) => ({ discrepancyId: item.itemId }),
      key: 'a',
    }),
    command('POST /operator/v1/invoice-requests/{requestId}/settlement', {
      when: at('overdue-invoices'),
      with: ({ item }) => ({ requestId: item.itemId }),
      key: 'a',
    }),
    command('POST /operator/v1/payouts/{payoutId}/give-up', {
      when: at('late-payouts'),
      with: ({ item }) => ({ payoutId: item.itemId }),
      danger: true,
    }),
    command('POST /operator/v1/refunds/{refundId}/give-up', {
      when: at('late-refunds'),
      with: ({ item }) => ({ refundId: item.itemId }),
      danger: true,
    }),
    command('POST /operator/v1/shipments/{shipmentId}/resolve', {
      when: at('troubled-shipments'),
      with: ({ item }) => ({ shipmentId: item.itemId }),
      key: 'a',
    }),
    command('POST /operator/v1/shipments/{shipmentId}/carrier-case', {
      when: (it) => at('troubled-shipments')(it) && !waitsForCarrier(it),
      with: ({ item }) => ({ shipmentId: item.itemId }),
    }),
    command('POST /operator/v1/shipments/{shipmentId}/carrier-case/answer', {
      when: (it) => at('troubled-shipments')(it) && waitsForCarrier(it),
      with: ({ item }) => ({ shipmentId: item.itemId }),
    }),
    command('POST /operator/v1/carrier-reviews/{reviewId}/judgement', {
      when: at('carrier-reviews'),
      with: ({ item }) => ({ reviewId: item.itemId }),
    }),
    command('POST /operator/v1/carrier-notice-piles/{pileId}/set-aside', {
      when: at('carrier-notices'),
      with: ({ item: { desk, shows } }) =>
        desk === 'carrier-notices' ? { pileId: `${shows.carrier}-${shows.reason}` as const, count: shows.count } : {},
      danger: true,
    }),
    command('POST /operator/v1/wms-connections/{connectionId}/set-aside', {
      when: at('wms-messages'),
      with: ({ item: { desk, itemId, shows } }) =>
        desk === 'wms-messages' ? { connectionId: itemId, count: shows.count } : {},
      danger: true,
    }),
    command('POST /operator/v1/desks/{desk}/items/{itemId}/hand-over', { when: actable }),
    command('POST /operator/v1/desks/{desk}/items/{itemId}/snooze', { when: actable }),
    command('POST /operator/v1/desks/{desk}/items/{itemId}/release', {
      when: (it) => it.item.holder !== undefined && actable(it),
    }),
    command('POST /operator/v1/desks/{desk}/items/{itemId}/notes', { when: open }),
  ],
});
