import { describe, expect, it } from 'vitest';
import type { Instant } from '../../../shared/kernel/values/clock.ts';
import { idsAt, type AccountId } from '../../../shared/kernel/values/ids.ts';
import type { Problem } from '../../../shared/kernel/problems.ts';
import {
  answerQuote,
  askedBy,
  askedOf,
  declineQuote,
  lapseQuote,
  quoteHolds,
  requestQuote,
  useQuote,
} from '../../../shared/logistics/freight-quote.ts';
import { freightOf, FreightTerms, setTerms, type FreightTemplate } from '../../../shared/logistics/freight.ts';
import { freightQuoteTimes } from '../../../shared/logistics/rulebooks.ts';

const now = '2026-11-22T08:00:00.000Z' as Instant;
const newId = idsAt(now);
const brl = (amount: number) => ({ amount, currency: 'BRL' }) as const;
const refused = (code: string) => expect.objectContaining({ code });

describe("a shop's freight", () => {
  const terms: FreightTerms = {
    mode: 'template',
    freeAbove: brl(50_000),
    zones: [
      { country: 'BR', base: brl(1500), perKg: brl(400) },
      { country: 'BR', regions: ['SP', 'RJ'], base: brl(1000), perKg: brl(250) },
      { country: 'CN', regions: ['ZJ'], base: brl(5000), perKg: brl(900) },
      { country: 'PT', base: brl(300), perKg: brl(0), perPiece: brl(150) },
      { country: 'ES', base: brl(300), perKg: brl(100), perPiece: brl(150) },
    ],
  };
  const template: FreightTemplate = { id: newId('merchant'), version: 1, ...terms };

  it.each([
    ['a base and each kilogram begun', 'BR', 'AM', 1550, 100, 1500 + 2 * 400],
    ['the zone of the region before that of the country', 'BR', 'SP', 1550, 100, 1000 + 2 * 250],
    ['whole kilograms as they are', 'BR', 'RJ', 2000, 100, 1000 + 2 * 250],
    ['the base alone for what weighs nothing', 'BR', 'SP', 0, 100, 1000],
    ['the full price just below the threshold', 'BR', 'SP', 1, 49_999, 1250],
    ['by the piece where its zone says so', 'PT', '11', 9000, 100, 300 + 3 * 150],
    ['by weight and by the piece', 'ES', 'M', 1550, 100, 300 + 2 * 100 + 3 * 150],
    ['nothing from the threshold on', 'BR', 'SP', 9000, 50_000, 0],
    ['nothing from the threshold on, by the piece neither', 'PT', '11', 9000, 50_000, 0],
  ])('charges %s [LOG-09]', (_, country, region, weight, items, freight) => {
    const delivery = { weight, pieces: 3, items: brl(items), destination: { country, region } };
    expect(freightOf(template, delivery)).toEqual(brl(freight));
  });

  it.each([
    ['outside of its zones', template, { country: 'CN', region: 'BJ' }],
    ['above the threshold, outside of its zones', template, { country: 'JP', region: '13' }],
    ['without terms', undefined, { country: 'BR', region: 'SP' }],
    ['without a quote, when it delivers by quote', { ...template, mode: 'quoted' } as const, {
      country: 'BR',
      region: 'SP',
    }],
  ])('does not deliver %s [LOG-09]', (_, given, destination) => {
    const delivery = { weight: 1, pieces: 1, items: brl(60_000), destination };
    expect(() => freightOf(given, delivery)).toThrow(refused('no-freight'));
  });

  it('is set in the currency of the shop, and replaced as a whole [LOG-09]', () => {
    const shop = { id: newId('merchant'), currency: 'BRL' } as const;
    const first = setTerms(undefined, shop, terms, now).after;
    expect(setTerms(first, shop, { mode: 'quoted', zones: [] }, now).after).toEqual({
      id: shop.id,
      version: 2,
      mode: 'quoted',
      zones: [],
      freeAbove: undefined,
    });
    expect(() => setTerms(first, { ...shop, currency: 'CNY' }, terms, now)).toThrow(refused('currency-foreign'));
    const foreign = { country: 'BR', base: brl(1), perKg: brl(1), perPiece: { amount: 1, currency: 'USD' } } as const;
    expect(() => setTerms(first, shop, { ...terms, zones: [foreign] }, now)).toThrow(refused('currency-foreign'));
  });

  it('names each place that does not exist, with its path, and keeps the others by their codes, each once [LOG-09]', () => {
    const shop = { id: newId('merchant'), currency: 'BRL' } as const;
    const zone = (country: string, ...regions: string[]) => ({
      country,
      ...(regions.length > 0 && { regions }),
      base: brl(1),
      perKg: brl(1),
    });
    const set = (...zones: ReturnType<typeof zone>[]) =>
      setTerms(undefined, shop, { mode: 'template', zones }, now).after;
    const faultsOf = (...zones: ReturnType<typeof zone>[]): string[] => {
      try {
        set(...zones);
      } catch (error) {
        return (error as Problem).faults!.map(({ path }) => path);
      }
      return [];
    };
    expect(faultsOf(zone('AU', 'NSW', 'New South Whales', 'VIC', 'Tasmnia'), zone('BR'), zone('BR', 'Sao Paolo')))
      .toEqual(['zones.0.regions.1', 'zones.0.regions.3', 'zones.2.regions.0']);
    expect(faultsOf(zone('ZZ'), zone('UK', 'Kent'))).toEqual(['zones.0.country', 'zones.1.country']);
    const written = set(
      zone('AU', 'nsw', 'AU-NSW', 'New South Wales', 'Victoria'),
      zone('SG', 'Jurong'),
      zone('CN', '广东'),
    );
    expect(written.zones.map(({ regions }) => regions)).toEqual([['NSW', 'VIC'], ['JURONG'], ['GD']]);
  });

  it.each([
    ['cheap', true, 'BR', 0, 0, 0],
    ['as dear as can be', true, 'BR', 1e9, 1e6, 1e6],
    ['below nothing', false, 'BR', -1, 0, 0],
    ['nowhere', false, 'Brazil', 1, 0, 0],
    ['beyond any base', false, 'BR', 1e9 + 1, 0, 0],
    ['beyond any rate', false, 'BR', 1, 1e6 + 1, 0],
    ['beyond any rate of a piece', false, 'BR', 1, 0, 1e6 + 1],
  ])('of a zone that is %s can be set: %s [LOG-09]', (_, success, country, base, perKg, perPiece) => {
    const zones = [{ country, base: brl(base), perKg: brl(perKg), perPiece: brl(perPiece) }];
    expect(FreightTerms.safeParse({ mode: 'template', zones }).success).toBe(success);
  });
});

describe('a freight quote', () => {
  const buyerId = '0b54f0c1-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId;
  const merchantId = newId('merchant');
  const skuId = newId('sku');
  const destination = { country: 'BR', region: 'SP', city: 'São Paulo', postalCode: '01000-000' };
  const offer = { merchantId, onSale: true, price: brl(5890) };
  const times = freightQuoteTimes.byDefault;
  const requested =
    requestQuote({ id: newId('freightQuote'), buyerId, skuId, quantity: 2, destination, offer }, times, now).after;
  const answered = answerQuote(requested, brl(1329), times, now).after;
  const line = { buyerId, merchantId, skuId, quantity: 2, destination };

  it('holds for seven days, for its buyer, shop, SKU, quantity and place', () => {
    expect(quoteHolds(answered, line, now)).toBe(true);
    expect(quoteHolds(answered, { ...line, destination: undefined }, '2026-11-29T07:59:59.999Z' as Instant)).toBe(true);
  });

  it.each([
    ['it is unknown', undefined, line, now],
    ['it is unanswered', requested, line, now],
    ['it is declined', declineQuote(requested, now).after, line, now],
    ['nobody has answered', lapseQuote(requested, now).after, line, now],
    ['it has been used', useQuote(answered, newId('order')).after, line, now],
    ['seven days have passed', answered, line, '2026-11-29T08:00:00.000Z' as Instant],
    ["it is another buyer's", answered, { ...line, buyerId: 'c2b54f0c-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId }, now],
    ["it is another shop's", answered, { ...line, merchantId: newId('merchant') }, now],
    ['it is for another SKU', answered, { ...line, skuId: newId('sku') }, now],
    ['it is for another quantity', answered, { ...line, quantity: 1 }, now],
    ['it is for another place', answered, { ...line, destination: { ...destination, city: 'Manaus' } }, now],
  ])('does not hold when %s', (_, quote, wanted, at) => {
    expect(quoteHolds(quote, wanted, at)).toBe(false);
  });

  it('is asked for what is on sale, answered once in the currency of the goods, and used once', () => {
    expect(() => requestQuote({ ...requested, offer: { ...offer, onSale: false } }, times, now)).toThrow(
      refused('offer-gone'),
    );
    expect(() => answerQuote(requested, { amount: 1, currency: 'USD' }, times, now)).toThrow(
      refused('currency-foreign'),
    );
    expect(() => answerQuote(answered, brl(1), times, now)).toThrow(refused('illegal-step'));
    expect(() => useQuote(useQuote(answered, newId('order')).after, newId('order'))).toThrow(refused('quote-invalid'));
  });

  it.each([
    ['declined by its shop', declineQuote, 'declined', 'freight-quote-declined'],
    ['given up when nobody answers', lapseQuote, 'lapsed', 'freight-quote-lapsed'],
  ])('is %s, once, and leaves the list of those that wait', (_, end, state, type) => {
    const change = end(requested, now);
    expect(change.after.state).toBe(state);
    expect(change.facts).toMatchObject([{ type, data: { quoteId: requested.id, buyerId, at: now } }]);
    for (const settled of [change.after, answered, useQuote(answered, newId('order')).after]) {
      expect(() => end(settled, now)).toThrow(refused('illegal-step'));
    }
    expect(() => answerQuote(change.after, brl(1), times, now)).toThrow(refused('illegal-step'));
    expect(() => useQuote(change.after, newId('order'))).toThrow(refused('quote-invalid'));
  });

  it('is seen by those two alone', () => {
    expect(askedOf(requested, merchantId)).toBe(requested);
    expect(askedBy(requested, buyerId)).toBe(requested);
    expect(() => askedOf(requested, newId('merchant'))).toThrow(refused('not-found'));
    expect(() => askedBy(requested, 'c2b54f0c-6f8e-4a6c-9f43-1f2a3b4c5d6e' as AccountId)).toThrow(refused('not-found'));
  });
});
