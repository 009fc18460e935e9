import { Parser } from 'htmlparser2';
import { globSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { contract } from '../../../functions/notices/announce-event.ts';
import { projectRoot } from '../../../infra/declarations.ts';
import { preview } from '../../../local/commands/notices.ts';
import type { EventDeclaration } from '../../../shared/kernel/events.ts';
import type { Notice } from '../../../shared/kernel/policy/notice.ts';
import { Locale } from '../../../shared/kernel/values/text.ts';
import { notices } from '../../../shared/notices/declared.ts';
import { noticesOf } from '../../../shared/notices/of-event.ts';
import { siteOf } from '../../../shared/notices/receivers.ts';
import { renderMail, renderPush, renderText, type Told } from '../../../shared/notices/render.ts';
import { orderCancelled } from '../../../shared/ordering/events.ts';
import { matcherOf } from '../../../web/storefront/paths.ts';
import { screenPlaces, shopPaths } from '../../support/places.ts';

const sites = { shop: 'https://shop.test', merchant: 'https://merchant.test', operator: 'https://operator.test' };

/** What has broken a mail before: markup, a header, a template, marks that turn the direction. */
const hostile = [
  `"'><img src=x onerror=alert(1)>`,
  '<script>alert(2)</script>&lt;',
  'x\r\nBcc: evil@example.com',
  'invoice\u202Egpj\u2066\u0000\uFFFE',
  '{{x}}%s${x}',
];

/** Copies of an event's sample, with what is hostile in each field that takes any text. */
const attacks = ({ sample, schema }: EventDeclaration): unknown[] => {
  const replaced = (value: unknown): unknown[] => {
    if (typeof value === 'string') return hostile;
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([name, inner]) =>
      replaced(inner).map((other) =>
        Array.isArray(value) ? value.with(Number(name), other) : { ...value, [name]: other }
      )
    );
  };
  return replaced(sample).filter((one) => schema.safeParse(one).success);
};

const told = (notice: Notice, data: unknown): Told[] => {
  const { to, link, words } = notice.compose({ data })!;
  return Locale.options.map((locale) => ({
    ...words[locale],
    locale,
    link,
    category: notice.category,
    site: siteOf(to, notice.category),
  }));
};

/** What a mail reader makes of HTML. */
const read = (html: string): { tags: string[]; attributes: string[]; links: string[]; text: string } => {
  const found = { tags: [] as string[], attributes: [] as string[], links: [] as string[], text: '' };
  const parser = new Parser({
    onopentag: (tag, attributes) => {
      found.tags.push(tag);
      found.attributes.push(...Object.keys(attributes));
      if (attributes['href']) found.links.push(attributes['href']);
    },
    ontext: (text) => (found.text += text),
  });
  parser.end(html);
  return found;
};

const invisible = /[^\P{Cc}\n\t]|[\u202a-\u202e\u2066-\u2069]|\p{Noncharacter_Code_Point}/u;

describe.each(notices.map((one) => [one.name, one] as const))('the notice %s', (_, notice) => {
  it('says something in both languages, by each of its ways, from its event’s sample [MER-07] [PLT-07]', () => {
    for (const one of told(notice, notice.on.sample)) {
      const mail = renderMail(one, sites);
      const push = JSON.parse(renderPush(one, 'msg', sites)) as Record<string, string>;
      const said = [mail.subject, mail.text, mail.html, renderText(one), ...Object.values(push)];
      for (const text of said) expect(text).not.toMatch(/undefined|null|\[object|NaN/);
      expect(mail.subject.length).toBeLessThanOrEqual(100);
      expect(one.locale === 'zh').toBe(/\p{Script=Han}/u.test(mail.subject));
      expect(read(mail.html).text).toContain(mail.subject);
      expect(push).toEqual({ title: mail.subject, body: expect.any(String), link: expect.any(String), tag: 'msg' });
      // One part of a text message.
      if (notice.channels.includes('text')) {
        expect(renderText(one).length).toBeLessThanOrEqual(one.locale === 'zh' ? 70 : 160);
      }
    }
  });

  it('keeps harmless what is typed into any field of its event', () => {
    const [usual] = told(notice, notice.on.sample);
    const markup = read(renderMail(usual!, sites).html);
    for (const data of attacks(notice.on)) {
      for (const one of told(notice, data)) {
        const { subject, text, html } = renderMail(one, sites);
        const seen = read(html);
        expect(new Set(seen.tags)).toEqual(new Set([...markup.tags, ...(seen.tags.includes('br') ? ['br'] : [])]));
        expect(new Set(seen.attributes)).toEqual(new Set(markup.attributes));
        for (const href of seen.links) {
          expect(Object.values(sites).some((site) => href.startsWith(`${site}/`))).toBe(true);
        }
        const push = renderPush(one, 'msg', sites);
        expect(Buffer.byteLength(push)).toBeLessThan(3000);
        for (const said of [subject, renderText(one), ...Object.values(JSON.parse(push) as Record<string, string>)]) {
          expect(said).not.toMatch(/[\r\n]/);
          expect(said).not.toMatch(invisible);
        }
        expect(text).not.toMatch(invisible);
        // What stands alone in a header, a text message or on a locked screen holds nothing that a person typed.
        expect(subject).not.toContain('evil@example.com');
      }
    }
  });
});

const shop = await shopPaths();
const screens = screenPlaces().map(({ path }) => path.split('?')[0]!);

it.each(notices.map((notice) => [notice.name, notice] as const))(
  '%s leads to a page that is there, where it leads anywhere',
  (_, notice) => {
    for (const { site, link } of told(notice, notice.on.sample).filter(({ link }) => link)) {
      const path = link!.split('?')[0]!;
      const there = site === 'shop'
        ? shop.some((pattern) => matcherOf(pattern)(path))
        : screens.some((pattern) => new RegExp(`^${pattern.replace(/\{\w+\}/g, '[^/]+')}$`).test(`/${site}${path}`));
      expect(there, `${site}${link}`).toBe(true);
    }
  },
);

it('tries what is hostile in the fields that people fill in', () => {
  const named = new Set(notices.filter(({ on }) => attacks(on).length > 0).map(({ name }) => name));
  for (const name of ['supplement-asked', 'merchant-approved', 'listing-rejected', 'order-cancelled-for-shop']) {
    expect(named).toContain(name);
  }
});

it('knows every notice that a context declares, each under a name of its own', async () => {
  const files = globSync('shared/*/notices.ts', { cwd: projectRoot }).filter((file) =>
    !file.includes('shared/notices/')
  );
  const declared = (await Promise.all(files.map((file) => import(join(projectRoot, file)) as Promise<object>)))
    .flatMap((module) => Object.values(module).flat() as Notice[]);
  expect(new Set(notices)).toEqual(new Set(declared));
  expect(new Set(notices.map(({ name }) => name)).size).toBe(notices.length);
  expect(files.length).toBeGreaterThan(5);
});

it('shows all of them on the page of the preview', () => {
  const page = preview();
  for (const { name } of notices) expect(page).toContain(`<section id="${name}">`);
});

it('tells buyer and shop of a cancelled order, and the shop nothing that it did itself or never heard of', () => {
  const receivers = (data: object) =>
    noticesOf(orderCancelled).flatMap(({ compose }) =>
      compose({ data: { ...orderCancelled.sample as object, ...data } }) ?? []
    ).map(({ to }) => Object.keys(to)[0]);
  expect(receivers({ reason: 'operator' })).toEqual(['account', 'shop']);
  expect(receivers({ reason: 'returned', note: undefined })).toEqual(['account', 'shop']);
  expect(receivers({ reason: 'refused' })).toEqual(['account']);
  expect(receivers({ reason: 'deadline', paid: false })).toEqual(['account']);
});

it('follows each event once, however many notices tell of it', () => {
  const followed = contract.on.map(({ eventName }) => eventName);
  expect(followed).toHaveLength(new Set(followed).size);
  expect(new Set(followed)).toEqual(new Set(notices.map(({ on }) => on.eventName)));
});

it('says nothing about other events', () => {
  expect(noticesOf({ eventName: 'profile-changed' })).toEqual([]);
  const unpaid = { data: { orderId: 'ord_1', buyerId: 'b', merchantId: 'm', reason: 'deadline', paid: false } };
  expect(noticesOf({ eventName: 'order-cancelled' }).map(({ compose }) => compose(unpaid) !== undefined)).toEqual([
    true,
    false,
  ]);
});
