const many = (n: number, one: string, more: string): string => `${n} ${n === 1 ? one : more}`;
const clock = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;

export const brand = 'Jishi';

export const shell = {
  skip: 'Skip to content',
  categories: 'Categories',
  otherLanguage: '中文',
  ads: 'From person to person',
  about: 'About this market',
  promise: 'We hold your money until your goods have arrived.',
} as const;

export const visitor = {
  signIn: 'Sign in',
  account: 'My account',
  cart: (n: number) => (n ? `Cart, ${many(n, 'item', 'items')}` : 'Cart'),
} as const;

export const searchField = { label: 'Search', hint: 'Search the market' } as const;

export const search = {
  title: (q: string) => `Results for “${q}”`,
  empty: 'Search the market',
  count: (n: number, more: boolean) => (more ? `More than ${n} goods.` : `${many(n, 'article', 'articles')}.`),
  corrected: (words: string) => `We looked for “${words}”.`,
  loose: 'Nothing has all of these words; this has some of them.',
  nothing: (q: string) => `We found nothing for “${q}”. Fewer or other words may help.`,
  nearest: (name: string) => `Much bought in ${name}`,
  narrow: 'Narrow the results',
  category: 'Category',
  price: 'Price',
  shop: 'Shop',
  inStock: 'In stock',
  clear: 'Clear all',
  anyPrice: 'Any price',
  priceTo: (price: string) => `Under ${price}`,
  priceFrom: (price: string) => `${price} and more`,
  more: 'Next page',
  mine: 'What you usually buy moves up here.',
  mineOff: 'Change that',
  orders: {
    relevance: 'Best match',
    sales: 'Most bought',
    'price-up': 'Price, low to high',
    'price-down': 'Price, high to low',
    newest: 'Newest',
  },
} as const;

export const steps = { title: 'Where to go from here', home: 'To the market', help: 'Help' } as const;

export const refused = {
  missing: { title: 'There is no such page', text: 'The address may be mistyped, or what was here is no longer.' },
  gone: {
    title: 'This is no longer sold',
    text: 'Its shop has taken it off the shelf. There is more like it.',
    see: 'More like it',
  },
  busy: { title: 'That was a lot at once', text: 'Wait a few seconds, then load the page again.' },
  broken: {
    title: 'Something went wrong on our side',
    text: 'Nothing of yours is lost. Load the page again in a moment.',
  },
} as const;

export const home = {
  title: 'Good things, from those who make them',
  description: 'A market of many small shops. Your money waits with us until your goods have arrived.',
  lead: 'A market of many small shops. Your money waits with us until your goods have arrived.',
  popular: 'Much bought',
  newest: 'New on the shelf',
  newestText: 'What shops have put on sale lately, the newest first.',
  newestAll: 'All new arrivals',
  categories: 'Categories',
  slides: 'Picked for you',
} as const;

export const category = {
  sort: 'Sort by',
  newest: 'Newest',
  priceUp: 'Price, low to high',
  priceDown: 'Price, high to low',
  below: 'Narrower',
  empty: 'Nothing is on sale here yet',
  emptyText: 'Shops put new things on the shelf every day.',
  more: 'Show more',
  loading: 'Loading …',
  end: 'That is all of it.',
  description: (name: string) => `${name} from independent shops, delivered to your door.`,
  path: 'You are here',
  home: 'Market',
} as const;

export const product = {
  quantity: 'Quantity',
  less: 'One less',
  more: 'One more',
  add: 'Put in cart',
  added: 'It is in your cart.',
  toCart: 'See the cart',
  'in-stock': 'In stock',
  low: 'Only a few left',
  'sold-out': 'Sold out',
  held: 'Paid to the shop only after it has arrived',
  zoom: 'Look closer',
  picture: (n: number, of: number) => `Picture ${n} of ${of}`,
  keep: (title: string) => `Keep ${title} among your favourites`,
  freightLater: 'Freight is added at checkout, by your address.',
} as const;

/** What is made to order. */
export const made = {
  choose: 'Choose …',
  pictures: 'JPEG, PNG or WebP, at the most 5 MB. Nobody but you and the shop sees it.',
  uploaded: 'It has arrived.',
} as const;

/** In one step. */
export const buyNow = {
  button: 'Buy now',
  beforePaying: 'Before you pay, you see what it comes to with delivery.',
  terms: (total: string, freight: string, place: string, means?: string) =>
    `Buy now: ${total} in all, ${freight} of it for delivery to ${place}${means ? `; by ${means}` : ''}`,
} as const;

/** Beside what can be done with it. */
interface Packed {
  readonly material: 'paper' | 'cloth' | 'wood' | 'plastic' | 'unpacked';
  /** Basis points. */
  readonly recycled: number;
  readonly returnable: boolean;
  readonly green: boolean;
}

export const productPage = {
  tags: 'Tags',
  film: (title: string) => `${title}: a short video`,
  ships: (days: number) => `Leaves the shop within ${many(days, 'day', 'days')}`,
  details: 'Details',
  made: (days: number) => days === 0 ? 'Made for you' : `Made for you, in ${many(days, 'day', 'days')}`,
  packed: ({ material, recycled, returnable, green }: Packed) =>
    [
      {
        paper: 'Packed in paper',
        cloth: 'Packed in cloth',
        wood: 'Packed in wood',
        plastic: 'Packed in plastic',
        unpacked: 'Sent without packaging',
      }[material],
      ...(recycled > 0 ? [`${recycled / 100} % recycled`] : []),
      ...(returnable ? ['the shop takes it back'] : []),
      ...(green ? ['green packaging'] : []),
    ].join(', '),
  soldBy: 'Sold by',
  visitShop: 'See the shop',
  alike: 'More like this',
} as const;

export const compare = {
  title: 'Side by side',
  link: 'Compare with others',
  add: 'Put another one beside',
  remove: 'Remove',
  removeOne: (title: string) => `Remove ${title} from the comparison`,
  price: 'Price',
  shop: 'Shop',
  stock: 'Stock',
  delivery: 'Dispatch',
  gone: 'Nothing of this is sold any longer.',
} as const;

export const store = { goods: 'On the shelf', empty: 'This shop has nothing on sale just now' } as const;

export const feedback = {
  open: 'Tell us about this page',
  title: 'What should be better here?',
  kind: 'What is it about?',
  kinds: { problem: 'Something is broken', idea: 'An idea', praise: 'Praise', question: 'A question' },
  text: 'In your words',
  contact: 'How to reach you, if you like',
  send: 'Send',
  thanks: 'Thank you. A person will read this.',
  cancel: 'Cancel',
  close: 'Close',
} as const;

export const forms = {
  required: 'This is needed',
  wait: 'One moment …',
  offline: 'You are offline. What you typed stays here; try again when you are back.',
  retry: 'Try again',
  optional: 'optional',
  save: 'Save',
  cancel: 'Cancel',
  remove: 'Remove',
  broken: 'Something went wrong on our side. Nothing of yours is lost; try again in a moment.',
  unheard: 'We could not be reached. What you typed stays here; try again in a moment.',
  waitFor: (seconds: number) =>
    seconds < 90
      ? `Try again in ${many(seconds, 'second', 'seconds')}.`
      : `Try again in ${Math.ceil(seconds / 60)} minutes.`,
  needsScript: 'This page needs JavaScript. Looking at goods does not.',
  saved: 'Saved.',
} as const;

export const returnPolicy = {
  title: 'What can be returned, and until when',
  lead:
    'These terms hold for what you buy now. What you bought before goes by those of its day: your order shows them.',
  then: 'These terms held when you placed this order, and hold for it.',
  all: 'All goods',
  others: 'All other goods',
  within: (days: number) => days === 0 ? 'Not taken back' : `Within ${many(days, 'day', 'days')} of arrival`,
  wayBack: { 'paid-by-buyer': 'You pay for the way back', 'paid-by-shop': 'The shop pays for the way back' },
  how: 'How it goes',
  ask: 'Ask for the return on your order: of which goods, how many, and why.',
  answer: (hours: number) => `The shop answers within ${many(hours, 'hour', 'hours')}. If it does not, we look at it.`,
  send: (days: number) => `Send the goods back within ${many(days, 'day', 'days')}, or bring them to the shop.`,
  inspect: (hours: number) =>
    `The shop inspects them within ${many(hours, 'hour', 'hours')}, and your money goes back the way it came.`,
  dispute: (days: number) => `If it refuses, you have ${many(days, 'day', 'days')} to ask us to decide.`,
  version: (version: number) => `Version ${version}`,
  promise: (days: number) => days === 0 ? 'Cannot be returned' : `Can be returned within ${many(days, 'day', 'days')}`,
} as const;

export const help = {
  title: 'Help',
  lead: 'How this market works, in plain words.',
  buying: {
    title: 'Buying and paying',
    text: [
      'Put goods of as many shops as you like in one cart and pay once. Each shop gets an order of its own.',
      'The provider takes your payment on its own page. We hold the money; no shop has it before you have your goods.',
      'Unpaid orders cancel themselves after the time that is shown, and nothing is taken.',
    ],
  },
  delivery: {
    title: 'Delivery',
    text: [
      'A shop accepts your order and hands the parcel to a carrier. You can follow every step on the order.',
      'When it has arrived, confirm receipt. If you say nothing, it counts as received after the time that is shown.',
      'If a parcel is marked delivered and is not there, say so on the order. Its money is held until a person has looked.',
    ],
  },
  returns: {
    title: 'Cancelling, returns and refunds',
    text: [
      'An order can be cancelled until its shop has accepted it. The money goes back the way it came.',
      'When goods have arrived, ask for a return on the order. If the shop does not answer or refuses, we decide.',
      'A shop or our support can refund an order in part or whole. You see each refund on the order.',
    ],
  },
  selling: {
    title: 'Selling here',
    text: [
      'Whoever has a registered business can apply for a shop. We look at the papers and answer within days.',
      'Commission is taken from what is sold, and shown on each line of your statement. There is no monthly fee.',
    ],
  },
  terms: {
    title: 'Terms of use',
    text: [
      'The contract of sale is between you and the shop. We take the payment on its behalf, hold it, and pay it out after receipt.',
      'Prices include what the shop owes in taxes. Freight is shown before you pay.',
      'Accounts that are used to deceive others are frozen. Whoever is frozen is told why and can answer.',
    ],
  },
  privacy: {
    title: 'Privacy',
    text: [
      'We keep what an order needs: who you are, where it goes, what was paid. Shops see the address of their own orders.',
      'Every look of our staff at your data is recorded. No page of ours loads anything from third parties, and none tracks you.',
      'One cookie keeps you signed in. No script can read it.',
    ],
  },
} as const;

export const cart = {
  picture: 'your picture',
  title: 'Your cart',
  empty: 'Your cart is empty',
  emptyText: 'What you put in it waits here for you.',
  goods: 'Goods',
  checkout: 'To checkout',
  priceChanged: (before: string, after: string) => `The price has changed from ${before} to ${after}.`,
  changes: {
    'price-changed': (_: number) => 'The price has changed.',
    'out-of-stock': (_: number) => 'Sold out. Remove it to go on.',
    'quantity-limited': (left: number) => `Only ${left} left. Take fewer to go on.`,
    'off-sale': (_: number) => 'No longer sold. Remove it to go on.',
    'merchant-closed': (_: number) => 'Its shop is closed just now. Remove it to go on.',
    'quote-expired': (_: number) => 'The freight quote has expired. Ask for another.',
    'options-changed': (_: number) => 'Its shop makes it otherwise now. Remove it, and choose again on its page.',
  },
} as const;

/** What somebody chooses before signing in. */
export const guestCart = {
  guest: 'You sign in or open an account first. What is here comes with you.',
  joined: 'What you had chosen before you signed in:',
  outcomes: {
    'added': (added: number) => `${added} added`,
    'fewer': (added: number, wanted: number) => `${added} of ${wanted} added: there are no more, or no more fit in`,
    'sold-out': () => 'sold out, and not added',
    'gone': () => 'no longer sold, and not added',
    'options-changed': () => 'made otherwise now: choose anew on its page',
    'currency-mixed': () => 'sold in another currency than what is in the cart, and not added',
    'cart-too-large': () => 'the cart is full, and it was not added',
  },
} as const;

export const checkout = {
  title: 'Checkout',
  where: 'Deliver to',
  how: 'Pay by',
  addAddress: 'Add an address',
  addressFirst: 'Save the address first.',
  kept: (brand: string, last4: string) => `${brand} ${last4 && `•••• ${last4}`}`.trim(),
  keep: 'Keep what I pay by for the next time. No number is kept with us.',
  forget: 'Forget',
  note: 'A note for this shop',
  ordered: 'What you have ordered is here:',
  freight: 'Freight',
  ofShop: 'For this shop',
  total: 'Total',
  changed: 'Something in your cart has changed.',
  toCart: 'Look at it',
  held: 'We hold your money until your goods have arrived.',
  place: 'Place the order and pay',
  toOrders: 'Your orders',
} as const;

export const methods = {
  'card': 'Card',
  'net-bank': 'Online banking',
  'third-party': 'Alipay, PayPal and the like',
  'mobile-bank': "Your bank's app",
  'wallet': 'Wallet',
  'bank-remittance': 'Bank transfer',
} as const;

export const payment = {
  title: 'Payment',
  go: 'Go to the payment page',
  retry: 'Try again',
  holder: 'Pay to',
  bank: 'Bank',
  account: 'Account',
  reference: 'Reference',
  order: (n: number, of: number) => (of > 1 ? `Order ${n} of ${of}` : 'To the order'),
  created: { title: 'Getting ready', text: 'We are asking the payment provider. This takes a moment.' },
  pending: {
    title: 'Waiting for your payment',
    text: 'This page changes by itself as soon as it has arrived. You can close it without harm.',
  },
  captured: { title: 'Paid', text: 'Thank you. We hold your money until your goods have arrived.' },
  declined: { title: 'It was declined', text: 'Nothing was taken. Try again, perhaps another way.' },
  expired: { title: 'Time is up', text: 'The orders are cancelled, and nothing was taken.' },
  orders: 'Orders of this payment',
} as const;

/** What goes back of an order. */
export const returns = {
  title: 'Returns and refunds',
  ask: 'Return or get money back',
  yes: 'Ask the shop',
  order: 'Order',
  story: 'What has happened?',
  what: 'What is it about?',
  quantity: 'How many?',
  wish: 'What would you like?',
  wishes: {
    'return-and-refund': 'Send it back for my money',
    'refund-only': 'My money back',
    'exchange': 'Send it back for another one',
  },
  exchangeFor: 'What would you like in its place?',
  exchangeSame: 'The same',
  replacement: 'What is sent in its place',
  reason: 'Why?',
  reasons: {
    'defective': 'It is defective',
    'not-as-described': 'It is not as described',
    'wrong-goods': 'Something else came',
    'incomplete': 'Something is missing',
    'not-wanted': 'I do not want it any more',
  },
  states: {
    'return-requested': 'The shop looks at it',
    'return-approved': 'Send it back',
    'return-sent': 'On its way back',
    'return-received': 'The shop inspects it',
    'return-replacing': 'The shop sends you another one',
    'return-exchanged': 'Exchanged',
    'return-refused': 'The shop has refused',
    'return-disputed': 'We look at it',
    'return-refunded': 'Your money is on its way',
    'return-closed': 'Closed',
  },
  steps: {
    'return-requested': 'asked',
    'return-approved': 'agreed that it comes back',
    'return-sent': 'sent it back',
    'return-received': 'received it',
    'return-replacing': 'sends other goods',
    'return-exchanged': 'ended it: the goods are replaced',
    'return-refused': 'refused, wholly or in part',
    'return-disputed': 'did not agree',
    'return-refunded': 'gave the money back',
    'return-closed': 'closed it',
  },
  photos: 'Photos that show it',
  photo: (which: number) => `Photo ${which}`,
  photosHint: 'At the most six, 5 MB each. You, the shop and we see them.',
  photosSent: (sent: number) => `${sent} sent`,
  noPhotos: 'Leave them out',
  rate: 'How was it dealt with?',
  remark: 'What could be better?',
  sendRating: 'Rate it',
  rated: 'You gave',
  sides: { buyer: 'you', shop: 'the shop', carrier: 'the carrier', platform: 'us' },
  until: (who: string, time: string) => `waits for ${who} until ${time}`,
  back: (money: string) => ` · ${money} given back`,
  terms: 'Terms of return for this order',
  label: 'For the label:',
  carrier: 'Carrier',
  trackingNumber: 'Tracking number',
  send: 'I have sent it',
  note: 'Why do you not agree?',
  dispute: 'Ask Jishi to decide',
  withdraw: 'Withdraw',
} as const;

export const orders = {
  title: 'Your orders',
  one: 'Order',
  empty: 'You have not bought anything yet',
  emptyText: 'Your orders will be here, with every step.',
  andMore: (n: number) => `and ${many(n, 'more article', 'more articles')}`,
  replaces: 'In the place of goods of order',
  number: 'Order',
  way: 'How far it is',
  history: 'What has happened',
  parcel: 'Parcel',
  parcelOf: (at: number, of: number) => `Parcel ${at} of ${of}`,
  payment: 'Payment and refunds',
  expected: (day: string) => `expected ${day}`,
  pay: 'Pay now',
  payBy: (time: string) => `until ${time}`,
  receipt: 'It has arrived',
  missed: {
    'no-scan': 'Nothing has been heard of it for some time. We look for it.',
    delayed: 'It is later than planned. We look for it.',
    lost: 'The carrier says that it is lost. We look into it.',
    damaged: 'The carrier says that it came to harm. We look into it.',
    'not-taken': 'The carrier says that nobody took it. We look into it.',
    'carrier-exception': 'It is held up. We look into it.',
  },
  rating: {
    title: 'How was the delivery?',
    headings: { speed: 'Speed', condition: 'State of the parcel', courier: 'Courier' },
    scores: { 5: '5: very good', 4: '4: good', 3: '3: so so', 2: '2: poor', 1: '1: bad' },
    comment: 'In your words, if you like',
    send: 'Rate the delivery',
  },
  returns: 'Returns and refunds',
  denial: 'It has not arrived',
  cancel: 'Cancel the order',
  change: {
    open: 'Change the order',
    title: 'Change this order',
    text:
      'Until it is shipped you can change how much you want, where it goes, and your note. What gets cheaper is paid back; for more, place another order.',
    sameAddress: 'The address as it is',
    look: 'See what it comes to',
    back: (sum: string) => `${sum} goes back the way it was paid.`,
    acceptedAnew: 'The shop had accepted it, and is asked again.',
    yes: 'Change it so',
  },
  note: 'What has happened?',
  toShop: 'Your note for the shop',
  shipsBy: (day: string) => `Leaves the shop by ${day}`,
  begun: 'The shop has begun to make it. To cancel it, ask the shop.',
  making: {
    planned: 'Made for you: planned',
    allocated: 'Made for you: it has its place in the workshop',
    prepared: 'Made for you: all that it takes is ready',
    'in-production': 'Made for you: in the making',
    finished: 'Made for you: finished',
  },
  sure: {
    cancel: {
      title: 'Cancel this order?',
      text: 'What is paid goes back the way it came. An unpaid checkout is cancelled with all its orders.',
      yes: 'Yes, cancel it',
    },
    receipt: {
      title: 'Is everything there?',
      text: 'The shop is paid after this. Say so only when you have the goods.',
      yes: 'Yes, I have it',
    },
    denial: {
      title: 'Nothing has arrived?',
      text: 'The money stays with us until a person has looked into it.',
      yes: 'Tell support',
    },
  },
  states: {
    'awaiting-payment': 'Waiting for payment',
    'awaiting-acceptance': 'Paid, the shop is told',
    'awaiting-shipment': 'Being packed',
    'shipped': 'On its way',
    'delivered': 'Delivered',
    'completed': 'Done',
    'cancelled': 'Cancelled',
  },
  steps: {
    'awaiting-payment': 'Placed',
    'awaiting-acceptance': 'Paid',
    'awaiting-shipment': 'Accepted',
    'shipped': 'Shipped',
    'delivered': 'Delivered',
    'completed': 'Received',
  },
  cancelled: {
    buyer: 'You cancelled this order.',
    deadline: 'Cancelled because time was up.',
    refused: 'The shop could not accept it.',
    returned: 'The parcel came back to the shop.',
    lost: 'The parcel will not arrive.',
    operator: 'Closed by the market.',
  },
  by: { buyer: 'you', merchant: 'the shop', platform: 'the market' },
  events: {
    'order-placed': 'Placed',
    'order-payment-declined': 'Payment declined',
    'order-paid': 'Paid',
    'replacement-placed': 'The shop is to send others in place of what came back',
    'order-changed': 'You changed the order',
    'order-accepted': 'Accepted by the shop',
    'production-moved': 'Making it goes on',
    'order-shipped': 'Handed to the carrier',
    'order-part-shipped': 'A part was handed to the carrier',
    'order-part-delivered': 'A part was delivered',
    'order-part-returned': 'A part went back to the shop; you get its money back',
    'order-delivered': 'Delivered',
    'order-said-delivered': 'Delivered, says the shop',
    'order-completed': 'Received',
    'order-cancelled': 'Cancelled',
    'delivery-denied': 'You said that it has not arrived',
    'delivery-upheld': 'Delivery was confirmed by the market',
    'order-processing-overdue': 'The shop is late to accept',
    'order-shipment-overdue': 'The shop is late to ship',
    'order-delivery-overdue': 'The parcel is late',
  },
  scans: {
    'picked-up': 'Picked up',
    'in-transit': 'On its way',
    'out-for-delivery': 'Out for delivery',
    'delivered': 'Delivered',
    'exception': 'Held up',
    'returned': 'Sent back',
    'unknown': 'Seen by the carrier',
  },
} as const;

export const signIn = {
  title: 'Sign in',
  lead: 'With your e-mail address or mobile number.',
  again: 'Then you go on where you were. Nothing that you typed is lost.',
  login: 'E-mail or mobile number',
  loginHint: 'A mobile number with its country, like +44 7400 123456',
  password: 'Password',
  show: 'Show',
  hide: 'Hide',
  showPassword: 'Show the password',
  send: 'Sign in',
  forgotten: 'Forgotten your password?',
  newHere: 'New here?',
  register: 'Open an account',
  wrong: 'No account has this password. Look at both, or set a new password.',
  notMail: 'Write an e-mail address like ann@example.com',
  notLogin: 'Write an e-mail address, or a mobile number with its country, like +44 7400 123456',
  notCode: 'The code has six digits',
  needs: {
    long: '10 characters',
    lower: 'a lower-case letter',
    upper: 'an upper-case letter',
    digit: 'a digit',
  },
  lacks: (what: readonly string[]) => `It still needs ${what.join(', ')}`,
  noSpaceAround: 'No space at its beginning or end',
} as const;

export const register = {
  title: 'Open an account',
  lead: 'We send a code there, to see that it is yours.',
  next: 'Send me the code',
  sentTo: (login: string) => `We have sent six digits to ${login}. They are good for an hour.`,
  mayTake: 'It can take a minute. Look among unwanted mail as well.',
  code: 'Code',
  newPassword: 'New password',
  finish: 'Open the account',
  change: 'Use another address',
  resend: 'Send another code',
  resendIn: (seconds: number) => `Send another code (in ${clock(seconds)})`,
  resent: 'Another code is on its way.',
  agree: 'By opening an account you agree to the terms of use.',
  language: 'Letters and notices in',
  languages: { en: 'English', zh: '中文' },
} as const;

export const forgotten = {
  title: 'Set a new password',
  lead: 'We send a code to the address or number that you sign in with.',
  finish: 'Set the password',
} as const;

export const account = {
  title: 'My account',
  nav: 'My account',
  hello: (name: string) => (name ? `Hello, ${name}` : 'Hello'),
  overview: 'Overview',
  orders: 'Orders',
  invoices: 'Invoices',
  addresses: 'Addresses',
  messages: 'Messages',
  favourites: 'Favourites',
  ads: 'Ads',
  notices: 'Notices',
  profile: 'Profile',
  security: 'Security',
  signOut: 'Sign out',
  unread: (n: number) => (n === 0 ? 'Nothing new' : `${n > 99 ? '99+' : n} unread`),
  readThem: 'Read',
  lastOrders: 'Last orders',
  allOrders: 'All orders',
  noOrders: 'You have not ordered anything yet.',
  toPay: 'Waits for your payment',
  pay: 'Pay',
  noAddress: 'No delivery address yet',
  defaultAddress: 'Delivered to',
  name: 'Name',
  nameHint: 'What we call you, and what shops see on your orders.',
  login: 'You sign in with',
  language: 'Language of letters and notices',
} as const;

export const ads = {
  title: 'From person to person',
  lead:
    'What people offer each other, and what they look for. Each was seen by a reviewer; nobody sees how another is reached before both agree.',
  kinds: { offer: 'Offered', wanted: 'Wanted' },
  conditions: {
    new: 'New',
    'like-new': 'As new',
    good: 'Good',
    fair: 'Used',
    'for-parts': 'For parts',
  },
  none: 'There is nothing here now',
  noneText: 'Be the first to place something.',
  place: 'Place an ad',
  more: 'Older ones',
  until: (day: string) => `Shown until ${day}`,
  answer: 'Answer',
  answerLead:
    'Your words go to whoever placed it. They see how you are reached only if they agree that you see the same of them.',
  text: 'What you want to say',
  contact: 'How you are reached',
  contactHint: 'A number, an address or a name elsewhere. Hidden until both agree.',
  send: 'Send',
  sent: 'Sent. We tell you what comes of it.',
  report: 'Report this ad',
  reasons: {
    prohibited: 'May not be sold',
    counterfeit: 'A copy of a brand',
    fraud: 'Looks like fraud',
    offensive: 'Offends',
    other: 'Something else',
  },
  why: 'What is wrong with it',
  reported: 'Thank you. Somebody looks at it.',
  mine: 'My ads',
  states: {
    'in-review': 'Waits for a reviewer',
    shown: 'Shown',
    rejected: 'Not shown',
    closed: 'Closed',
    expired: 'Ended',
    removed: 'Taken away',
  },
  close: 'Close',
  answers: 'Answers',
  noAnswers: 'Nobody has answered yet.',
  agree: 'Agree to be in touch',
  decline: 'Decline',
  decided: { open: 'Open', agreed: 'You are in touch', declined: 'Declined' },
  reach: (contact: string) => `Reached by: ${contact}`,
  answered: 'What I have answered',
  kind: 'What is it?',
  name: 'In few words',
  about: 'Describe it',
  aboutHint: 'Without telephone numbers and addresses: they stay hidden until both agree.',
  where: 'Where',
  whereHint: 'A town or a quarter, no address.',
  price: 'Price',
  currency: 'Currency',
  condition: 'Condition',
  pictures: 'Pictures',
  picturesHint: 'Up to four, JPEG, PNG or WebP, 5 MB each.',
  lost: 'The picture did not arrive. Choose it again.',
  publish: 'Place it',
  published: 'Placed. It is shown once a reviewer has seen it.',
} as const;

export const habits = {
  title: 'What your searches go by',
  lead:
    'What you buy and keep among your favourites moves goods like it up in your searches. Nothing is hidden by it, and nobody but you is shown it: no shop, and none of our people.',
  use: 'Rank my searches by what I like to buy',
  known: (names: readonly string[]) => `So far: ${names.join(', ')}.`,
  nothing: 'So far, nothing is known.',
  isOn: 'Turned on.',
  isOff: 'Turned off. What was known is forgotten.',
} as const;

export const invoices = {
  title: 'Invoice',
  all: 'Invoices',
  empty: 'No invoices yet. Ask for one on the page of an order.',
  titles: 'Made out to',
  noTitles: 'To whom your invoices are made out will be kept here.',
  ask: 'Ask for an invoice',
  correct: 'Correct it',
  yes: 'Ask for it',
  kept: 'Made out to, as before',
  another: 'Somebody else',
  party: 'For whom?',
  parties: { person: 'A person', company: 'A company' },
  name: 'Name on the invoice',
  taxNumber: 'Tax number',
  kind: 'Kind of invoice',
  kinds: { ordinary: 'Ordinary', special: 'For deducting its tax' },
  none: 'No invoice can be asked for: the order is not paid, was cancelled, or it is too late.',
  until: (time: string) => `until ${time}`,
  states: {
    'invoice-requested': 'Asked for: it is issued once the order is completed.',
    'invoice-expected': 'Being issued',
    'invoice-refused': 'Please correct it',
    'invoice-issued': 'Issued',
    'invoice-closed': 'Not issued',
  },
  ends: {
    'order-cancelled': 'The order was cancelled.',
    'nothing-left': 'All that was paid has gone back to you.',
    'not-corrected': 'It was not corrected in time.',
  },
  papers: { 'invoice': 'Invoice', 'credit-note': 'Credit note' },
  of: (number: string) => `of ${number}`,
  download: 'Download',
  making: 'The file is being made',
} as const;

export const addresses = {
  title: 'Addresses',
  add: 'Add an address',
  edit: 'Change',
  empty: 'No address yet. Add one, and checkout takes a step less.',
  isDefault: 'Used first',
  makeDefault: 'Use first',
  sure: (name: string) => `Remove the address of ${name}? Orders keep the address that they were placed with.`,
  removed: 'Removed.',
  adding: 'A new address',
  editing: 'Change the address',
  country: 'Country or region',
  name: 'Name on the parcel',
  phone: 'Phone',
  phoneHint: (country: string) => `As it is written in ${country}; with its country's code where it is from elsewhere.`,
  region: 'State or province',
  choose: 'Choose …',
  city: 'City',
  street: 'Street, number, flat',
  postalCode: 'Postal code',
  notPostal: (example: string) => `Write it like ${example}`,
  notPhone: 'Write the whole number',
} as const;

export const security = {
  title: 'Security',
  password: 'Change the password',
  passwordLead: 'Every other device is signed out by it.',
  now: 'Password now',
  next: 'New password',
  change: 'Change the password',
  changed: 'Your password is changed. Other devices are signed out.',
  nowWrong: 'This is not your password.',
  sessions: 'Where you are signed in',
  here: 'Sign out here',
  everywhere: 'Sign out everywhere',
  everywhereText:
    'All devices are signed out, this one as well: such as a phone that you have lost. Your password stays.',
  endAll: 'Sign all out',
} as const;

export const favourites = {
  title: 'Your favourites',
  empty: 'Nothing is kept here yet',
  emptyText: 'The heart on a product keeps it here, with what it costs now.',
  'on-sale': 'On sale',
  'sold-out': 'Sold out',
  gone: 'No longer sold',
  cheaper: (by: string) => `${by} cheaper than when you kept it`,
  drop: 'Remove',
  dropOne: (title: string) => `Remove ${title} from your favourites`,
} as const;

export const messages = {
  title: 'Messages',
  empty: 'Nothing here yet. What happens to your orders and your account is told here.',
  readAll: 'Mark all as read',
  markRead: 'Mark as read',
  unread: 'Unread',
  open: 'Look at it',
  more: 'Older ones',
} as const;

export const notices = {
  title: 'Notices',
  lead: 'What reaches you where. All of it stands among your messages in any case.',
  channels: { mail: 'E-mail', text: 'Text', push: 'Browser' },
  categories: {
    security: 'Security of the account',
    money: 'Payments and refunds',
    order: 'Orders and deliveries',
    shop: 'My shop',
    work: 'My work here',
    news: 'News of this market',
    marketing: 'Offers',
  },
  fixed: 'Cannot be switched off',
  about: (category: string, channel: string) => `${category}: ${channel}`,
  quiet: 'Quiet hours',
  quietLead: 'What can wait is sent afterwards.',
  from: 'From',
  to: 'until',
  suppressed: {
    bounced: 'Mails to you came back. None is sent any more until our support has looked.',
    complained: 'You told your provider that our mail is unwanted. None is sent any more.',
  },
} as const;
