import { escapeMarkup } from './markup.ts';
import type { Shipment } from './shipments.ts';

/** The parcel's label, 100 by 150 mm, as SVG. */
export const labelSvg = ({
  carrier,
  waybill,
  reference,
  recipient,
  weightGrams,
}: Shipment): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<svg xmlns="http://www.w3.org/2000/svg" width="100mm" height="150mm" viewBox="0 0 400 600" font-family="sans-serif">
<rect width="400" height="600" fill="#fff" stroke="#000"/>
<text x="24" y="56" font-size="32" font-weight="bold">${escapeMarkup(carrier)}</text>
<text x="24" y="150" font-size="24">${escapeMarkup(recipient.name)}</text>
<text x="24" y="186" font-size="24">${escapeMarkup(recipient.city)}, ${escapeMarkup(recipient.country)}</text>
<text x="24" y="240" font-size="18">${weightGrams} g</text>
<g>${bars(waybill)}</g>
<text x="24" y="500" font-size="24" font-family="monospace">${waybill}</text>
<text x="24" y="560" font-size="14">${escapeMarkup(reference)}</text>
</svg>
`;

// Bars that look the part and differ by waybill; no scanner reads them.
const bars = (waybill: string): string =>
  [...waybill]
    .map(
      (character, place) =>
        `<rect x="${24 + place * 28}" y="300" width="${4 + (character.charCodeAt(0) % 16)}" height="160"/>`,
    )
    .join('');
