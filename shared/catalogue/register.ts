import { stateAndFacts, type Register } from '../kernel/register.ts';

export const register: Register = {
  ids: {
    category: 'cat',
    image: 'img',
    importJob: 'imp',
    listing: 'lst',
    sku: 'sku',
  },
  problems: {
    'listing-incomplete': { status: 422, title: 'The listing is not complete' },
    'category-unknown': { status: 422, title: 'There is no such category, or it has sub-categories' },
    'category-too-deep': { status: 422, title: 'The category tree is not that deep' },
    'category-in-use': { status: 409, title: 'The category has sub-categories' },
    'rate-in-the-past': { status: 422, title: 'A rate cannot begin in the past' },
    'price-beyond-bounds': { status: 422, title: 'A price on sale cannot move that far without another review' },
    'attribute-invalid': { status: 422, title: 'The attributes do not fit the template of the category' },
    'image-missing': { status: 422, title: 'The image has not been uploaded, or not been checked' },
    'image-unfit': { status: 422, title: 'The image cannot be shown' },
    'sku-code-taken': { status: 409, title: 'Another SKU of this shop has this code' },
    'currency-foreign': { status: 422, title: 'This is not the currency in which the shop trades' },
    'file-missing': { status: 422, title: 'The file has not been uploaded' },
  },
  items: {
    'CATEGORY#*': [stateAndFacts, 'A category: path, attributes, commission rates by date'],
    'CATEGORY-TREE': ['`CHANGED`', 'How often the category tree has changed: who has read it before reads no more'],
    'LISTING#*': [stateAndFacts, 'A listing with its SKUs, prices and specifications'],
    'APPROVED#*': ['`APPROVED`', 'What of a listing was approved last, for the next review to compare with'],
    'IMAGE#*': [stateAndFacts, 'What an uploaded image of a listing was found to be'],
    'OFFER#*': ['`OFFER`', 'What is for sale under a SKU; written with its listing, read by carts'],
    'SKU-CODE#*': ['`SKU-CODE`', "Claims a shop's own code for one SKU"],
    'PAGE#*': ['`PAGE`, `CARD`', 'The public product page (read model), and the card of what is on sale'],
    'SHELF#*': [
      '`<since>#<listing>`',
      'What is on sale in a category and below it, or in a shop (read model): a card for each product',
    ],
    'SALES#*': ['`STATE`', 'What of a listing was sold in the last 30 days, as it was counted'],
    'IMPORT#*': [`${stateAndFacts}, \`PROGRESS\``, 'An import of products, and how far it is'],
  },
  lists: {
    'CATEGORIES': ['category', 'The category tree'],
    'PRODUCTS': ['on sale since', 'All that is on sale'],
    'POPULAR': ['units sold lately', 'What of all that is on sale has sold in the last 30 days'],
    'POPULAR-IN#*': ['units sold lately', 'The same of one category'],
    'SHELF-PRICES#*': ['currency, lowest price', 'What is on sale in a category and below it, or in a shop'],
    'LISTINGS-OF#*': ['state, changed at', "A shop's listings"],
  },
};
