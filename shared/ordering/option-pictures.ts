/** Pictures that buyers chose for what is made to order. Apart, so that only what reads them carries the S3 client. */
import {
  chosenOf,
  mustBeThere,
  optionPicturePath,
  optionPictures,
  picturesIn,
  type Offer,
  type OptionAnswer,
} from '../catalogue/public.ts';
import { together } from '../kernel/doors/access.ts';
import type { AccountId } from '../kernel/values/ids.ts';
import type { Order } from './order.ts';

/** Lets into a cart only pictures that its buyer has uploaded and that were checked. @throws Problem image-missing, options-invalid */
export const mustHavePictures = Object.assign(
  async (
    buyerId: AccountId,
    made: Offer['madeToOrder'],
    answers: readonly OptionAnswer[] | undefined,
  ): Promise<void> => {
    const pictures = picturesIn(chosenOf(made, answers));
    mustBeThere(await Promise.all(pictures.map(({ value }) => optionPictures.size(optionPicturePath(buyerId, value)))));
  },
  together('cart.pictures', optionPictures.size),
);

/** Addresses of the pictures that the buyer of an order chose for what is made, by their ids. */
export const pictureLinks = Object.assign(
  async ({ lines, buyerId }: Order): Promise<Map<string, string>> => {
    const pictures = lines.flatMap(({ made }) => (made ? picturesIn(made.chosen).map(({ value }) => value) : []));
    return new Map(
      await Promise.all(
        pictures.map(async (one) => [one, await optionPictures.link(optionPicturePath(buyerId, one))] as const),
      ),
    );
  },
  together('order.pictures', optionPictures.link),
);
