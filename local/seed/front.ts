/** What the home page of the demo opens with. */
import type { Visitor } from '../visitors/people.ts';
import { demoShops, type Both } from './wares.ts';

const slides: readonly {
  readonly title: Both;
  readonly text: Both;
  readonly of: string;
  readonly to: 'shop' | string;
}[] = [
  {
    title: { en: 'The pots of Jingdezhen', zh: '景德镇的壶' },
    text: { en: 'Thrown by four people, fired twice a month.', zh: '四人拉坯，每月开窑两次。' },
    of: 'Blue teapot',
    to: 'shop',
  },
  {
    title: { en: 'Wool for the cold months', zh: '寒日里的羊毛' },
    text: { en: 'Blankets, scarves and slippers.', zh: '毯子、围巾与拖鞋。' },
    of: 'Wool blanket',
    to: 'textiles',
  },
  {
    title: { en: 'Light that is kind', zh: '柔和的光' },
    text: { en: 'Lanterns of paper and bamboo, folded by hand.', zh: '纸与竹的手折灯。' },
    of: 'Paper lantern',
    to: 'light',
  },
];

/** Sets the slides of the home page, unless somebody has decided about it before. */
export const openFront = async (
  { call }: Visitor,
  shops: ReadonlyMap<string, Visitor>,
  categoryIds: ReadonlyMap<string, string>,
): Promise<void> => {
  const rulebook = 'storefront-home';
  const { latest, current } = await call('GET /operator/v1/rulebooks/{rulebook}', { rulebook });
  if (latest > 0) return;
  const listed = await Promise.all(
    [...shops.values()].map(async (shop) => (await shop.call('GET /merchant/v1/listings', { limit: 100 })).items),
  );
  await call('POST /operator/v1/rulebooks/{rulebook}/proposals', {
    rulebook,
    basedOn: latest,
    reason: 'The market opens',
    value: {
      ...current.value,
      slides: slides.map(({ title, text, of, to }) => {
        const shop = demoShops.findIndex(({ wares }) => wares.some((ware) => ware.title.en === of));
        return {
          title,
          text,
          to: to === 'shop' ? [...shops.keys()][shop] : categoryIds.get(to),
          picture: listed[shop]!.find((one) => one.title.en === of)!.listingId,
        };
      }),
    },
  });
};
