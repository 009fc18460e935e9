import { diagramOf } from '../../shared/kernel/store/change.ts';
import { steps } from '../../shared/ordering/order.ts';
import { orderTimes } from '../../shared/ordering/rulebooks.ts';

const times = orderTimes.byDefault;
const minute = 60_000;

const spoken = (wait: number): string => {
  const hours = wait / (60 * minute);
  if (hours < 1) return `${wait / minute} minutes`;
  return hours <= 48 ? `${hours} hours` : `${hours / 24} days`;
};

/** The life of an order: its diagram, and for each state that waits who is awaited, until when, and what then. */
export const orderLife = (): string =>
  `# The life of an order

Generated from \`steps\` in \`shared/ordering/order.ts\` and from \`shared/ordering/policy.ts\` by \`npm run generate\`.

\`\`\`mermaid
${diagramOf(steps)}
\`\`\`

One checkout gives one order for each shop and one payment. Until it is paid, the checkout is one: it is paid, cancelled or expires with
all its orders. From then on each order stands for itself. A cancelled order gives its units back to the stock in the same transaction; when
it was paid, its event starts the refund. A parcel that the carrier brings back cancels its order too, until receipt is confirmed; units that had
left the stock stay out of it until the shop counts them in.

| State | Who is awaited | Until | What then |
|---|---|---|---|
| awaiting-payment | the buyer | ${
    spoken(times.payWithin)
  } after the order was placed | all orders of the checkout are cancelled; a late payment is refunded by itself |
| awaiting-acceptance | the shop | ${
    spoken(times.flagUnacceptedAfter)
  } after the payment | flagged for the operators, who can close it: \`order-processing-overdue\` |
| | | ${spoken(times.acceptWithin)} after the payment | cancelled and refunded |
| awaiting-shipment | the shop, then the carrier | ${
    spoken(times.shippingGrace)
  } after the days that the listings promised, from the payment on | flagged for the operators: \`order-shipment-overdue\`; buyer, shop and operators can still cancel |
| shipped | the carrier | ${
    spoken(times.flagUndeliveredAfter)
  } after the pick-up | flagged for the operators: \`order-delivery-overdue\`; the buyer can confirm receipt, an operator can close it when the parcel is lost |
| delivered | the buyer | ${spoken(times.confirmReceiptAfter)} after delivery | receipt confirms itself |
| completed, cancelled | nobody | | |
`;
