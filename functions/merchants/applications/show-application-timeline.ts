import * as z from 'zod';
import { shopOf } from '../../../shared/kernel/account.ts';
import { Instant } from '../../../shared/kernel/values/clock.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { namesOf } from '../../../shared/kernel/events.ts';
import {
  agreementsAccepted,
  applicationApproved,
  applicationItemsJudged,
  applicationItemsSupplied,
  applicationOpened,
  applicationRejected,
  applicationSubmitted,
  reviewStarted,
  supplementAsked,
} from '../../../shared/merchants/events.ts';
import { applications } from '../../../shared/merchants/store.ts';

const TimelineEvent = namesOf(
  applicationOpened,
  applicationItemsSupplied,
  agreementsAccepted,
  applicationSubmitted,
  reviewStarted,
  applicationItemsJudged,
  supplementAsked,
  applicationApproved,
  applicationRejected,
);

export const { contract, handler } = endpoint({
  summary: "Shows what has happened to the caller's application, oldest first.",
  route: 'GET /v1/application/timeline',
  audience: 'merchant',
  callers: ['merchant'],
  answer: { 200: z.object({ items: z.array(z.object({ event: TimelineEvent, at: Instant })) }) },
  problems: ['no-shop'],
  touches: [applications.history],
}, async ({ caller }) => {
  const facts = await applications.history(await shopOf(caller));
  return { items: facts.map(({ type, occurredAt }) => ({ event: type, at: occurredAt })) };
});
