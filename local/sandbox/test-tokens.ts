/** What an issuer's token stands for, and how the bank behind it behaves. */
export type TestToken = {
  brand: string;
  number: string;
  answer: 'approve' | 'decline';
  failureCode?: string;
  slow?: true;
};

/** The cards that exist in the sandbox, by token. The numbers are the public test numbers of the card schemes. */
export const testTokens: Readonly<Record<string, TestToken>> = {
  tok_visa: { brand: 'visa', number: '4242424242424242', answer: 'approve' },
  tok_mastercard: { brand: 'mastercard', number: '5555555555554444', answer: 'approve' },
  tok_unionpay: { brand: 'unionpay', number: '6200000000000005', answer: 'approve' },
  tok_wallet: { brand: 'wallet', number: '', answer: 'approve' },
  tok_slow: { brand: 'visa', number: '4000000000000077', answer: 'approve', slow: true },
  tok_declined: { brand: 'visa', number: '4000000000000002', answer: 'decline', failureCode: 'card-declined' },
  tok_no_funds: { brand: 'visa', number: '4000000000009995', answer: 'decline', failureCode: 'insufficient-funds' },
};
