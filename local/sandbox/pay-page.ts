import type { Payment } from './payment-books.ts';
import { testTokens } from './test-tokens.ts';
import { escapeMarkup } from './markup.ts';

/** The hosted page on which a buyer confirms or declines a payment. */
export const payPage = (payment: Payment): string =>
  `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Sandbox payment</title>
<style>
body { font: 16px system-ui; max-width: 24rem; margin: 3rem auto; padding: 0 1rem }
button, select { font: inherit; padding: .5rem 1rem }
</style>
<h1>${escapeMarkup(inMajorUnits(payment.amount, payment.currency))}</h1>
<p>Reference <code>${escapeMarkup(payment.reference)}</code></p>
${payment.status === 'requires-action' ? action(payment) : `<p>This payment is <strong>${payment.status}</strong>.</p>`}
</html>
`;

const action = (payment: Payment): string =>
  payment.method === 'bank-remittance'
    ? '<p>Please remit this amount with the reference above to the account <code>SANDBOX-001</code>.</p>'
    : `<form method="post" action="/pay/${payment.id}/confirm">
<p><select name="token" aria-label="Pay with">${tokenOptions()}</select></p>
<p><button>Pay</button> <button name="outcome" value="decline">Decline</button></p>
</form>`;

const tokenOptions = () =>
  Object.keys(testTokens)
    .map((token) => `<option>${token}</option>`)
    .join('');

const inMajorUnits = (amount: number, currency: string): string => {
  const format = new Intl.NumberFormat('en', { style: 'currency', currency });
  return format.format(amount / 10 ** (format.resolvedOptions().maximumFractionDigits ?? 2));
};
