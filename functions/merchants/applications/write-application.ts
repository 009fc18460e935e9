import { shopOf } from '../../../shared/kernel/account.ts';
import { endpoint } from '../../../shared/kernel/doors/endpoint.ts';
import { StatedItems } from '../../../shared/merchants/application-items.ts';
import { supply } from '../../../shared/merchants/application.ts';
import { applicationItemsSupplied } from '../../../shared/merchants/events.ts';
import { applications } from '../../../shared/merchants/store.ts';
import { ApplicationView, applicationView } from '../../../shared/merchants/views.ts';

export const { contract, handler } = endpoint({
  summary: "Writes items of the caller's application; when supplements are asked for, only those that failed.",
  route: 'PATCH /v1/application',
  audience: 'merchant',
  callers: ['merchant'],
  input: StatedItems.partial(),
  answer: { 200: ApplicationView },
  problems: ['no-shop', 'illegal-step', 'item-passed'],
  touches: [applications.need, applications.save],
  emits: [applicationItemsSupplied],
}, async ({ input, caller, now, commit }) => {
  const change = supply(await applications.need(await shopOf(caller)), input, now);
  return commit({ writes: [applications.save(change)], answer: applicationView(change.after) });
});
