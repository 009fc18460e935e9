/** Pictures of noise: nothing is harder to compress. */
import type { Pixels } from '../../shared/kernel/files/pixels.ts';

export const noise = (width: number, height = width): Pixels => {
  let last = 1;
  const data = Uint8Array.from({ length: 4 * width * height }, (_, i) => {
    last = (last * 48_271) % 2_147_483_647;
    return i % 4 === 3 ? 255 : last & 255;
  });
  return { width, height, data };
};
