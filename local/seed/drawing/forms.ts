/** What demo shops sell, as forms: vessels are turned from a profile, all else is put together. */
import type { Colour, Form, Look } from './render.ts';

type Distance = Form['distance'];
type Point = readonly [r: number, y: number];

/** A colour as it is written in style sheets, as light. */
export const rgb = (hex: string): Colour =>
  [0, 2, 4].map((i) => (parseInt(hex.slice(i, i + 2), 16) / 255) ** 2.2) as unknown as Colour;
const mix = (
  a: Colour,
  b: Colour,
  t: number,
): Colour => [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t, a[2] + (b[2] - a[2]) * t];
const clamp = (v: number): number => v < 0 ? 0 : v > 1 ? 1 : v;

const length = (a: number, b: number, c = 0): number => Math.sqrt(a * a + b * b + c * c);

/** The distance to a line of points, from a place beside an axis. */
const along = (points: readonly Point[]): (r: number, y: number) => number => {
  const lines = Float64Array.from(
    points.slice(1).flatMap(([br, by], i) => {
      const [ar, ay] = points[i]!;
      const [dr, dy] = [br - ar, by - ay];
      return [ar, ay, dr, dy, 1 / (dr * dr + dy * dy)];
    }),
  );
  return (r, y) => {
    let least = Infinity;
    for (let i = 0; i < lines.length; i += 5) {
      const pr = r - lines[i]!;
      const py = y - lines[i + 1]!;
      const dr = lines[i + 2]!;
      const dy = lines[i + 3]!;
      const t = clamp((pr * dr + py * dy) * lines[i + 4]!);
      const qr = pr - t * dr;
      const qy = py - t * dy;
      const d = qr * qr + qy * qy;
      if (d < least) least = d;
    }
    return Math.sqrt(least);
  };
};

/** Points between points, on a smooth curve (Catmull-Rom). */
const curve = (points: readonly Point[], parts = 6): Point[] => {
  const at = (i: number): Point => points[Math.min(points.length - 1, Math.max(0, i))]!;
  return points.slice(0, -1).flatMap((_, i) =>
    Array.from({ length: parts + (i === points.length - 2 ? 1 : 0) }, (__, k): Point => {
      const t = k / parts;
      const [a, b, c, d] = [at(i - 1), at(i), at(i + 1), at(i + 2)];
      const one = (n: 0 | 1): number =>
        0.5 * (2 * b[n] + (c[n] - a[n]) * t + (2 * a[n] - 5 * b[n] + 4 * c[n] - d[n]) * t * t
          + (3 * b[n] - a[n] - 3 * c[n] + d[n]) * t * t * t);
      return [Math.max(0, one(0)), one(1)];
    })
  );
};

/** A wall turned on a wheel. */
const turned = (points: readonly Point[], wall: number, x0 = 0, z0 = 0): Distance => {
  const line = along(curve(points));
  return (x, y, z) => line(length(x - x0, z - z0), y) - wall;
};
const box =
  (w: number, h: number, d: number, round: number, [cx, cy, cz]: readonly [number, number, number]): Distance =>
  (x, y, z) => {
    const qx = Math.abs(x - cx) - w + round;
    const qy = Math.abs(y - cy) - h + round;
    const qz = Math.abs(z - cz) - d + round;
    return length(Math.max(qx, 0), Math.max(qy, 0), Math.max(qz, 0)) + Math.min(Math.max(qx, qy, qz), 0) - round;
  };
/** A rod from a to b that grows from one radius to another. */
const rod = (
  a: readonly [number, number, number],
  b: readonly [number, number, number],
  ra: number,
  rb = ra,
): Distance => {
  const [dx, dy, dz] = [b[0] - a[0], b[1] - a[1], b[2] - a[2]];
  const squared = dx * dx + dy * dy + dz * dz;
  return (x, y, z) => {
    const t = clamp(((x - a[0]) * dx + (y - a[1]) * dy + (z - a[2]) * dz) / squared);
    return length(x - a[0] - t * dx, y - a[1] - t * dy, z - a[2] - t * dz) - ra - (rb - ra) * t;
  };
};
/** A ring that stands, round a centre in the plane of x and y. */
const ring = (cx: number, cy: number, radius: number, high: number, thick: number): Distance => (x, y, z) => {
  return length((length(x - cx, (y - cy) / high) - radius) * Math.min(1, high), z) - thick;
};
const ball = (cx: number, cy: number, cz: number, rx: number, ry: number, rz: number): Distance => (x, y, z) => {
  const k = length((x - cx) / rx, (y - cy) / ry, (z - cz) / rz);
  return (k - 1) * Math.min(rx, ry, rz);
};
const union = (...all: Distance[]): Distance => (x, y, z) => {
  let least = Infinity;
  for (let i = 0; i < all.length; i += 1) {
    const d = all[i]!(x, y, z);
    if (d < least) least = d;
  }
  return least;
};
/** Grown together, as clay is. */
const joined = (soft: number, ...all: Distance[]): Distance => (x, y, z) => {
  let sum = all[0]!(x, y, z);
  for (let i = 1; i < all.length; i += 1) {
    const d = all[i]!(x, y, z);
    const h = clamp(0.5 + (0.5 * (d - sum)) / soft);
    sum = d + (sum - d) * h - soft * h * (1 - h);
  }
  return sum;
};
const cut = (whole: Distance, away: Distance): Distance => (x, y, z) => Math.max(whole(x, y, z), -away(x, y, z));

const plain = (colour: Colour, gloss: number): Form['look'] => () => ({ colour, gloss });
/** Glaze runs down and gathers: lighter at the rim, deeper below. */
const glaze = (rim: Colour, foot: Colour, height: number, gloss = 0.75): Form['look'] => (x, y, z) => {
  const run = 0.05 * Math.sin(9 * Math.atan2(z, x)) + 0.03 * Math.sin(23 * Math.atan2(z, x));
  return { colour: mix(foot, rim, clamp(y / height + run)), gloss };
};
const grain = (light: Colour, dark: Colour, gloss = 0.25): Form['look'] => (x, y, z) => {
  const bent = z + 0.06 * Math.sin(2.3 * x + 1.7 * y) + 0.02 * Math.sin(9 * x);
  const t = 0.5 + 0.5 * Math.sin(34 * bent + 3 * Math.sin(5 * bent));
  return { colour: mix(light, dark, 0.65 * t * t + 0.12 * Math.sin(90 * z + 8 * x) ** 2), gloss };
};
/** Threads over and under. */
const woven = (warp: Colour, weft: Colour, fine: number): Form['look'] => (x, y, z) => {
  const t = Math.sin(fine * (x + y)) * Math.sin(fine * (z + y));
  return { colour: mix(warp, weft, 0.5 + 0.5 * t), gloss: 0.02 };
};
/** One look where a part is nearest, another elsewhere. */
const parts = (...all: readonly (readonly [Distance, Form['look']])[]): Form => ({
  distance: union(...all.map(([distance]) => distance)),
  look: (x, y, z): Look => {
    let [least, look] = [Infinity, all[0]![1]];
    for (const [distance, one] of all) {
      const d = distance(x, y, z);
      if (d < least) [least, look] = [d, one];
    }
    return look(x, y, z);
  },
});

const teapot = (body: Colour, foot: Colour, gloss: number): Form => ({
  distance: joined(
    0.05,
    turned([[0, 0.06], [0.42, 0.05], [0.78, 0.36], [0.8, 0.66], [0.52, 0.98], [0.34, 1.02]], 0.035),
    turned([[0.36, 1.04], [0.28, 1.12], [0.1, 1.19], [0, 1.2]], 0.035),
    ball(0, 1.28, 0, 0.1, 0.09, 0.1),
    rod([0.66, 0.42, 0], [1.02, 0.68, 0], 0.14, 0.09),
    rod([1.02, 0.68, 0], [1.2, 1, 0], 0.09, 0.06),
    cut(ring(-0.86, 0.62, 0.36, 1.05, 0.055), box(0.5, 2, 2, 0, [-0.2, 0, 0])),
  ),
  look: glaze(body, foot, 1.1, gloss),
});
const cup = (rim: Colour, foot: Colour): Form => ({
  distance: turned([[0, 0.12], [0.26, 0.1], [0.27, 0.03], [0.27, 0.12], [0.5, 0.3], [0.62, 0.62], [0.66, 0.9]], 0.026),
  look: glaze(rim, foot, 0.8),
});
const gaiwan = (white: Colour, band: Colour): Form => ({
  distance: union(
    turned([[0, 0.08], [0.36, 0.05], [0.6, 0.1], [0.8, 0.22]], 0.025),
    turned([[0, 0.16], [0.24, 0.16], [0.48, 0.36], [0.6, 0.66], [0.7, 0.86]], 0.025),
    turned([[0.58, 0.86], [0.44, 0.98], [0.2, 1.06], [0.12, 1.07], [0.14, 1.17]], 0.025),
  ),
  look: (x, y, z) => {
    const wave = 0.03 * Math.sin(12 * Math.atan2(z, x));
    return {
      colour: Math.abs(y - 0.56 - wave) < 0.018 || Math.abs(y - 0.62 - wave) < 0.008 ? band : white,
      gloss: 0.8,
    };
  },
});
const bowls = (one: Colour, other: Colour): Form => {
  const bowl = (x: number, z: number, size: number): Distance =>
    turned(
      ([[0, 0.1], [0.24, 0.08], [0.24, 0.02], [0.26, 0.1], [0.62, 0.3], [0.76, 0.6]] as Point[]).map(([r, y]) =>
        [r * size, y * size] as Point
      ),
      0.026,
      x,
      z,
    );
  return parts([bowl(-0.5, -0.2, 1), glaze(one, mix(one, [0.1, 0.1, 0.1], 0.5), 0.5)], [
    bowl(0.62, 0.35, 0.72),
    glaze(other, mix(other, [0.1, 0.1, 0.1], 0.4), 0.4),
  ]);
};
const vase = (rim: Colour, foot: Colour): Form => ({
  distance: turned([[0, 0.05], [0.3, 0.04], [0.56, 0.5], [0.58, 0.9], [0.28, 1.3], [0.18, 1.5], [0.28, 1.72]], 0.03),
  look: glaze(rim, foot, 1.5, 0.85),
});
const plate = (rim: Colour, middle: Colour): Form => ({
  distance: turned([[0, 0.07], [0.5, 0.06], [0.78, 0.1], [1.12, 0.24]], 0.028),
  look: (x, _, z) => {
    const r = length(x, z) + 0.02 * Math.sin(16 * Math.atan2(z, x));
    return { colour: r > 1.02 || Math.abs(r - 0.8) < 0.015 ? rim : middle, gloss: 0.75 };
  },
});
const tray = (light: Colour, dark: Colour): Form => {
  const base = cut(box(1.2, 0.11, 0.72, 0.04, [0, 0.15, 0]), box(1.12, 0.1, 0.64, 0.02, [0, 0.27, 0]));
  const slats = Array.from({ length: 13 }, (_, i) => box(0.06, 0.04, 0.63, 0.02, [-1.05 + i * 0.175, 0.19, 0]));
  const feet = [-1, 1].flatMap((x) => [-1, 1].map((z) => box(0.08, 0.05, 0.08, 0.02, [x, 0.05, z * 0.56])));
  return { distance: union(base, ...slats, ...feet), look: grain(light, dark) };
};
const caddy = (tin: Colour, lid: Colour): Form =>
  parts(
    [turned([[0, 0.04], [0.46, 0.04], [0.5, 0.08], [0.5, 0.92], [0.46, 0.96], [0, 0.96]], 0.03), (x, y, z) => ({
      colour: Math.abs(y - 0.5) < 0.2 && Math.abs(Math.atan2(x, z)) < 0.7 ? rgb('efe6d2') : tin,
      gloss: 0.35,
    })],
    [turned([[0.5, 1.02], [0.5, 1.2], [0.44, 1.28], [0, 1.3]], 0.035), plain(lid, 0.5)],
  );
const rolls = (paper: Colour, tie: Colour): Form => {
  const roll = (y: number, z: number): Distance => (px, py, pz) => {
    const r = length(py - y, pz - z);
    return Math.max(Math.abs(r - 0.15) - 0.045, Math.abs(px) - 1.15);
  };
  return {
    distance: union(roll(0.2, -0.42), roll(0.2, 0), roll(0.2, 0.42), roll(0.55, -0.21), roll(0.55, 0.21)),
    look: (x, y, z) => ({
      colour: Math.abs(x) < 0.06 ? tie : mix(paper, rgb('d8c8a4'), 0.25 * Math.sin(60 * length(y, z)) ** 2),
      gloss: 0.03,
    }),
  };
};
const brushes = (stem: Colour, hair: Colour): Form =>
  parts(
    [
      union(rod([-1.2, 0.09, -0.3], [0.55, 0.09, -0.1], 0.065), rod([-1.15, 0.09, 0.25], [0.6, 0.09, 0.2], 0.05)),
      grain(stem, mix(stem, [0, 0, 0], 0.4), 0.4),
    ],
    [
      union(
        rod([0.58, 0.09, -0.1], [0.9, 0.1, -0.06], 0.1, 0.08),
        rod([0.9, 0.1, -0.06], [1.16, 0.06, -0.03], 0.08, 0.008),
        rod([0.63, 0.09, 0.2], [0.84, 0.09, 0.2], 0.075, 0.06),
        rod([0.84, 0.09, 0.2], [1.08, 0.05, 0.21], 0.06, 0.006),
      ),
      plain(hair, 0.05),
    ],
  );
const ink = (black: Colour, gold: Colour): Form =>
  parts(
    [
      cut(box(0.62, 0.13, 0.5, 0.06, [-0.35, 0.13, 0]), ball(-0.35, 0.32, 0, 0.48, 0.2, 0.36)),
      plain(rgb('2f3238'), 0.3),
    ],
    [box(0.16, 0.12, 0.6, 0.03, [0.75, 0.12, 0]), (x, y, z) => ({
      colour: y > 0.2 && Math.abs(x - 0.75) < 0.07 && Math.abs(z) < 0.4 && Math.sin(26 * z) > -0.2 ? gold : black,
      gloss: 0.45,
    })],
  );
const books = (cover: Colour, second: Colour): Form => {
  const book = (
    y: number,
    turn: number,
    w: number,
    d: number,
    colour: Colour,
  ): (readonly [Distance, Form['look']])[] => {
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    const rolled = (one: Distance): Distance => (px, py, pz) => one(px * c + pz * s, py, -px * s + pz * c);
    const covers = union(
      box(w, 0.02, d, 0.015, [0, y, 0]),
      box(w, 0.02, d, 0.015, [0, y + 0.24, 0]),
      box(0.02, 0.14, d, 0.015, [-w, y + 0.12, 0]),
    );
    return [[rolled(covers), plain(colour, 0.12)], [
      rolled(box(w - 0.04, 0.1, d - 0.04, 0.005, [0.01, y + 0.12, 0])),
      (_, py) => ({
        colour: mix(rgb('f2ead8'), rgb('cfc3a8'), 0.5 + 0.5 * Math.sin(260 * py)),
        gloss: 0,
      }),
    ]];
  };
  return parts(...book(0.02, 0.25, 0.78, 0.56, cover), ...book(0.29, -0.15, 0.66, 0.48, second));
};
const folded = (wool: Colour, stripe: Colour, layers: number, wide: number): Form => {
  const fold = (i: number): Distance => {
    const cloth = box(wide - 0.02 * (i % 2), 0.085, 0.62, 0.08, [0.012 * ((i * 7) % 3), 0.09 + i * 0.165, 0]);
    return (x, y, z) => cloth(x, y + 0.012 * Math.sin(4 * x + i) + 0.008 * Math.sin(7 * z), z) * 0.9;
  };
  const fringe = Array.from(
    { length: 15 },
    (_, i) =>
      rod(
        [wide - 0.05, 0.1, -0.56 + i * 0.08],
        [wide + 0.2, 0.03, -0.56 + i * 0.08 + 0.02 * Math.sin(i * 5)],
        0.022,
        0.014,
      ),
  );
  return {
    distance: union(...Array.from({ length: layers }, (_, i) => fold(i)), ...fringe),
    look: (x, y, z) => {
      const striped = Math.abs(x - wide * 0.55) < 0.1 || Math.abs(x - wide * 0.55 + 0.2) < 0.03;
      const knit = 0.5 + 0.5 * Math.sin(95 * x + 30 * y) * Math.sin(95 * z);
      return { colour: mix(striped ? stripe : wool, [0, 0, 0], 0.22 * knit), gloss: 0.01 };
    },
  };
};
const slippers = (felt: Colour, lining: Colour): Form => {
  const one = (x: number): (readonly [Distance, Form['look']])[] => [
    [
      cut(
        joined(0.08, ball(x, 0.2, 0.3, 0.34, 0.26, 0.55), ball(x, 0.13, -0.4, 0.28, 0.16, 0.5)),
        union(ball(x, 0.36, -0.3, 0.2, 0.24, 0.55), box(2, 0.5, 2, 0, [0, -0.5, 0])),
      ),
      woven(felt, mix(felt, [0, 0, 0], 0.25), 60),
    ],
    [ball(x, 0.1, -0.3, 0.22, 0.06, 0.55), plain(lining, 0)],
  ];
  return parts(...one(-0.42), ...one(0.42));
};
const cushion = (linen: Colour, thread: Colour): Form => ({
  distance: (x, y, z) => {
    const [u, w] = [x / 1.05, z / 1.05];
    const edge = Math.max(0, (1 - u ** 4) * (1 - w ** 4));
    const high = 0.05 + 0.34 * edge ** 0.5;
    const d = box(1.05, high, 1.05, 0.05, [0, 0.4, 0])(x, y, z);
    return d * 0.55;
  },
  look: woven(linen, thread, 46),
});
const lanternPaper = ball(0, 0.95, 0, 0.72, 0.68, 0.72);
const lantern = (paper: Colour, wood: Colour): Form =>
  parts(
    [
      (x, y, z) => lanternPaper(length(x, z) + 0.012 * Math.cos(46 * y), y, 0) * 0.9,
      (_, y) => ({ colour: paper, gloss: 0.02, glow: 0.42 * (1 - 0.5 * Math.abs(y - 0.85)) }),
    ],
    [
      union(
        turned([[0, 0.05], [0.36, 0.05], [0.36, 0.1], [0.1, 0.14], [0.1, 0.3]], 0.04),
        turned([[0.2, 1.62], [0.24, 1.66]], 0.035),
      ),
      grain(wood, mix(wood, [0, 0, 0], 0.5)),
    ],
  );
const chest = (light: Colour, dark: Colour, brass: Colour): Form =>
  parts(
    [
      union(box(0.9, 0.3, 0.58, 0.03, [0, 0.32, 0]), box(0.92, 0.13, 0.6, 0.04, [0, 0.78, 0])),
      grain(light, dark, 0.35),
    ],
    [
      union(box(0.09, 0.11, 0.02, 0.015, [0, 0.66, 0.6]), rod([0, 0.6, 0.63], [0, 0.52, 0.64], 0.035)),
      plain(brass, 0.8),
    ],
  );
const stool = (light: Colour, dark: Colour): Form => ({
  distance: joined(
    0.04,
    turned([[0, 1.02], [0.62, 1.02], [0.68, 1.06], [0.64, 1.1], [0, 1.07]], 0.035),
    ...[0, 1, 2].map((i) => {
      const a = 0.5 + (i * 2 * Math.PI) / 3;
      return rod(
        [0.68 * Math.sin(a), 0.04, 0.68 * Math.cos(a)],
        [0.4 * Math.sin(a), 1.02, 0.4 * Math.cos(a)],
        0.05,
        0.075,
      );
    }),
  ),
  look: grain(light, dark, 0.3),
});
const basketBody = turned([[0, 0.06], [0.5, 0.05], [0.72, 0.4], [0.78, 0.8]], 0.04);
const basketHandle = cut(ring(0, 0.78, 0.76, 1, 0.04), box(3, 0.78, 3, 0, [0, 0, 0]));
const basket = (light: Colour, dark: Colour): Form => ({
  distance: (x, y, z) => {
    const weave = 0.018 * Math.sin(34 * Math.atan2(z, x)) * Math.sin(42 * y);
    return Math.min(basketBody(x, y, z) + weave, basketHandle(x, y, z)) * 0.8;
  },
  look: (x, y, z) => ({
    colour: mix(light, dark, 0.5 + 0.5 * Math.sin(34 * Math.atan2(z, x)) * Math.sin(42 * y)),
    gloss: 0.15,
  }),
});
const candle = (wax: Colour, cupColour: Colour): Form =>
  parts(
    [
      turned([[0, 0.05], [0.44, 0.05], [0.48, 0.1], [0.5, 0.8]], 0.035),
      glaze(cupColour, mix(cupColour, [0, 0, 0], 0.5), 0.7, 0.5),
    ],
    [turned([[0, 0.62], [0.44, 0.62]], 0.03), (_, __, z) => ({ colour: wax, gloss: 0.2, glow: 0.25 + 0.05 * z })],
    [rod([0, 0.62, 0], [0, 0.74, 0], 0.018), plain([0.02, 0.02, 0.02], 0)],
    [
      joined(0.05, ball(0, 0.82, 0, 0.05, 0.1, 0.05), ball(0, 0.9, 0, 0.02, 0.1, 0.02)),
      () => ({ colour: rgb('ffc46b'), gloss: 0, glow: 2 }),
    ],
  );

const wood = [rgb('c79a66'), rgb('7d5330')] as const;
const walnut = [rgb('7a5236'), rgb('3e2718')] as const;
const bamboo = [rgb('d9bd7e'), rgb('a98545')] as const;

/** By the name of the goods. */
export const forms: Readonly<Record<string, Form>> = {
  'teapot': teapot(rgb('8a4a32'), rgb('5a2c1e'), 0.25),
  'teapot-blue': teapot(rgb('5d83a8'), rgb('2b4a72'), 0.8),
  'cup': cup(rgb('b9d3bf'), rgb('84a893')),
  'gaiwan': gaiwan(rgb('f3f1ea'), rgb('35559a')),
  'tray': tray(...bamboo),
  'caddy': caddy(rgb('2f5d50'), rgb('b08d4a')),
  'bowls': bowls(rgb('e8e0d0'), rgb('47617a')),
  'vase': vase(rgb('cfe0da'), rgb('6f9c98')),
  'plate': plate(rgb('2f4f8f'), rgb('f2f0e9')),
  'rolls': rolls(rgb('f0e7d2'), rgb('a8322a')),
  'brushes': brushes(rgb('b98d52'), rgb('4a2f1d')),
  'ink': ink(rgb('22201f'), rgb('c9a24a')),
  'books': books(rgb('24466b'), rgb('9c3b30')),
  'scarf': folded(rgb('a63a3a'), rgb('e6d8c3'), 2, 0.85),
  'scarf-grey': folded(rgb('8b8d90'), rgb('d8d6d0'), 2, 0.85),
  'blanket': folded(rgb('d9cbb2'), rgb('5b6f63'), 4, 1.0),
  'slippers': slippers(rgb('7d8a94'), rgb('d9c9ad')),
  'cushion': cushion(rgb('c9b48c'), rgb('a48d63')),
  'lantern': lantern(rgb('f6e6c4'), rgb('6b4428')),
  'chest': chest(...walnut, rgb('c8a154')),
  'stool': stool(...wood),
  'basket': basket(...bamboo),
  'candle': candle(rgb('f0e2c0'), rgb('6d7f78')),
};
