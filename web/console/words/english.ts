/** `placedAt` and `awaiting-payment` as an English reader knows them: `Placed`, `Awaiting payment`. */
export const plain = (name: string): string => {
  const words = name.replace(/([a-z])([A-Z])/g, '$1 $2').replaceAll('-', ' ').toLowerCase()
    .replace(/ (at|id)$/, '').replace(/\bsku\b/g, 'SKU').replace(/\burl\b/g, 'link');
  return words.charAt(0).toUpperCase() + words.slice(1);
};
