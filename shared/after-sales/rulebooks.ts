import * as z from 'zod';
import { lasting, rulebook, whole } from '../kernel/policy/rulebook.ts';
import { id } from '../kernel/values/ids.ts';
import { Price } from '../kernel/values/money.ts';
import { localText } from '../kernel/values/text.ts';
import { ReturnReason, WayBack } from './reasons.ts';

/** What can be returned until when, and how long everybody may take. A return goes by the version at the purchase. */
export const returnPolicy = rulebook(
  'return-policy',
  1,
  z.strictObject({
    within: lasting('PT0M', 'P90D').describe('How long after delivery a return can be requested; PT0M: not at all'),
    wayBack: WayBack.describe('Who pays for the way back'),
    condition: localText(500).describe('In which condition goods are taken back; shown to buyers'),
    procedure: localText(1000).optional().describe('How goods are sent back; shown to buyers'),
    categories: z.array(z.strictObject({
      categoryId: id('category'),
      within: lasting('PT0M', 'P90D'),
      wayBack: WayBack,
      condition: localText(500),
      procedure: localText(1000).optional(),
    })).max(100).describe(
      'Where goods of a category are taken back by other terms, with all categories below it that have none',
    ),
    approveAtOnce: z.strictObject({
      reasons: z.array(ReturnReason).max(10),
      within: lasting('PT0M', 'P90D'),
      upTo: z.array(Price).max(20),
      record: z.strictObject({
        within: lasting('P1D', 'P365D'),
        mostAsked: whole(0, 50),
        mostLost: whole(0, 50),
      }).optional(),
    }).describe(
      'Which requests to send goods back nobody looks at: reasons, time since delivery, highest amount by currency, and how many returns the buyer may have asked for and lost lately',
    ),
    answerWithin: lasting('PT1H', 'P14D').describe('How long the shop may take before the platform looks at a request'),
    resolveWithin: lasting('PT2H', 'P30D').describe('How long a request may wait in all; then it is approved'),
    sendWithin: lasting('P1D', 'P90D').describe('How long the buyer may take to send goods back'),
    arriveWithin: lasting('P1D', 'P90D').describe('How long goods may be on their way before the platform looks at it'),
    inspectWithin: lasting('PT1H', 'P30D').describe('How long the shop may inspect goods; then they are accepted'),
    disputeWithin: lasting('P1D', 'P30D').describe('How long the buyer may dispute a refusal'),
  }),
  {
    within: 'P7D',
    wayBack: 'paid-by-buyer',
    condition: { en: 'Complete and unused, in its packing.', zh: '商品完好、未使用，包装齐全。' },
    categories: [],
    approveAtOnce: { reasons: [], within: 'PT0M', upTo: [] },
    answerWithin: 'PT24H',
    resolveWithin: 'PT72H',
    sendWithin: 'P14D',
    arriveWithin: 'P30D',
    inspectWithin: 'PT72H',
    disputeWithin: 'P7D',
  },
  {
    summary:
      'Until when goods of each category can be returned, in which condition and at whose cost, and all clocks of it.',
    propose: ['operator', 'admin'],
    approve: ['operator', 'admin'],
  },
);
export type ReturnPolicy = typeof returnPolicy.byDefault;
