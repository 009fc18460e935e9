/** The addresses of what is shown, below the language. */
import { slugOf } from '../shared/slug.ts';

export const addressOfCategory = (
  { categoryId, name }: { readonly categoryId: string; readonly name: string },
): string => `/c/${withSlug(name, categoryId)}`;

export const addressOfProduct = (
  { listingId, title }: { readonly listingId: string; readonly title: string },
): string => `/p/${withSlug(title, listingId)}`;

export const addressOfShop = ({ merchantId, name }: { readonly merchantId: string; readonly name: string }): string =>
  `/s/${withSlug(name, merchantId)}`;

const withSlug = (words: string, id: string): string => {
  const slug = slugOf(words);
  return slug ? `${slug}-${id}` : id;
};
