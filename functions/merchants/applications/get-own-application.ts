import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { applications } from '../../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary:
    "Shows the progress of the caller's application: its state, each item's result and comment, and what is missing.",
  route: 'GET /v1/application',
  audience: 'merchant',
  callers: ['merchant'],
  answer: { 200: ApplicationView },
  problems: ['no-shop'],
  touches: [applications.need],
}, async ({ caller }) => applicationView(await applications.need(await shopOf(caller))));
