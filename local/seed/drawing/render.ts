/** Draws a form on a sheet of paper, in the light of one large window: rays are marched along distances (sphere tracing). */

export type Vector = readonly [x: number, y: number, z: number];
export type Colour = Vector;

/** How a place of a form looks: linear red, green and blue, and how much it shines. */
export interface Look {
  readonly colour: Colour;
  readonly gloss: number;
  /** Light of its own. */
  readonly glow?: number;
}

/** A form stands on y = 0 within 1.6 of the origin. */
export interface Form {
  /** How far a place is from the form at the least: negative inside. */
  readonly distance: (x: number, y: number, z: number) => number;
  readonly look: (x: number, y: number, z: number) => Look;
}

export interface View {
  /** Degrees round the form, and above the ground. */
  readonly turn: number;
  readonly rise: number;
  /** How far away the camera is. */
  readonly away: number;
  /** The height that it looks at. */
  readonly at: number;
  /** Half the width of what is seen, one away. */
  readonly wide: number;
  readonly paper: Colour;
}

const add = (
  a: Vector,
  b: Vector,
  times = 1,
): Vector => [a[0] + b[0] * times, a[1] + b[1] * times, a[2] + b[2] * times];
const dot = (a: Vector, b: Vector): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];
const unit = (a: Vector): Vector => {
  const length = Math.sqrt(dot(a, a));
  return [a[0] / length, a[1] / length, a[2] / length];
};
const cross = (a: Vector, b: Vector): Vector => [
  a[1] * b[2] - a[2] * b[1],
  a[2] * b[0] - a[0] * b[2],
  a[0] * b[1] - a[1] * b[0],
];

const window = unit([-0.55, 0.8, 0.42]);
const bound = 1.75;
const far = 12;

/** Where a ray meets the form, or undefined. Outside of the sphere round it nothing is looked for. */
const meet = ({ distance }: Form, from: Vector, ray: Vector): number | undefined => {
  const centre: Vector = [-from[0], 0.9 - from[1], -from[2]];
  const along = dot(centre, ray);
  const apart = dot(centre, centre) - along * along;
  if (apart > bound * bound) return undefined;
  const half = Math.sqrt(bound * bound - apart);
  for (let t = Math.max(0.01, along - half), steps = 0; t < along + half && steps < 160; steps += 1) {
    const d = distance(from[0] + ray[0] * t, from[1] + ray[1] * t, from[2] + ray[2] * t);
    if (d < 0.0008) return t;
    t += d * 0.85;
  }
  return undefined;
};

/** How much of the window is seen from a place: soft, since it is large. */
const lit = ({ distance }: Form, from: Vector): number => {
  let seen = 1;
  for (let t = 0.03, steps = 0; t < 3.2 && steps < 40; steps += 1) {
    const d = distance(from[0] + window[0] * t, from[1] + window[1] * t, from[2] + window[2] * t);
    seen = Math.min(seen, 0.5 + (0.5 * d) / (0.11 * t));
    if (seen < 0) return 0;
    t += Math.min(0.2, Math.max(0.02, d * 0.8));
  }
  return seen * seen * (3 - 2 * seen);
};

/** How open a place is to the room. */
const open = ({ distance }: Form, at: Vector, normal: Vector): number => {
  let hidden = 0;
  for (let i = 1; i <= 5; i += 1) {
    const reach = 0.07 * i;
    const place = add(at, normal, reach);
    hidden += Math.max(0, reach - Math.min(distance(...place), place[1] + 0.001)) * 0.75 ** i;
  }
  return Math.max(0, 1 - 1.9 * hidden);
};

const normalAt = ({ distance }: Form, [x, y, z]: Vector): Vector => {
  const e = 0.0012;
  return unit([
    distance(x + e, y, z) - distance(x - e, y, z),
    distance(x, y + e, z) - distance(x, y - e, z),
    distance(x, y, z + e) - distance(x, y, z - e),
  ]);
};

/** The light that comes along a ray. */
const seenAlong = (form: Form, from: Vector, ray: Vector, { paper }: View): Vector => {
  const t = meet(form, from, ray);
  if (t !== undefined) {
    const at = add(from, ray, t);
    const normal = normalAt(form, at);
    const { colour, gloss, glow = 0 } = form.look(...at);
    const facing = Math.max(0, dot(normal, window));
    const light = facing > 0 ? lit(form, add(at, normal, 0.006)) * facing : 0;
    const room = open(form, at, normal) * (0.55 + 0.25 * normal[1]);
    const half = unit(add(window, ray, -1));
    const shine = gloss * (light > 0 ? 1 : 0.2) * Math.max(0, dot(normal, half)) ** (20 + 160 * gloss);
    const grazing = gloss * 0.35 * (1 - Math.max(0, -dot(normal, ray))) ** 4 * room;
    const back = Math.max(0, -normal[1]) * 0.12;
    return [0, 1, 2].map((c) =>
      colour[c]! * (1.05 * light * [1.05, 1, 0.93][c]! + room * [0.5, 0.53, 0.58][c]! + back * paper[c]! + glow)
      + shine * 0.8 + grazing
    ) as unknown as Vector;
  }
  // The sheet rises behind the form without an edge: far away it is only its colour.
  const ground = ray[1] < -0.001 ? -from[1] / ray[1] : far;
  const at = add(from, ray, Math.min(ground, far));
  const fade = Math.min(1, Math.max(0, (Math.sqrt(at[0] * at[0] + at[2] * at[2]) - 1.5) / 3));
  const near = ground < far && fade < 1
    ? lit(form, [at[0], 0.004, at[2]]) * 0.42 + 0.58 * open(form, [at[0], 0.002, at[2]], [0, 1, 0])
    : 1;
  const glow = 1 + (near - 1) * (1 - fade);
  return [paper[0] * glow, paper[1] * glow, paper[2] * glow];
};

/** Film has a shoulder: what is very light keeps its colour. */
const toByte = (light: number): number => {
  const value = light <= 0.6 ? light : 0.6 + 0.4 * (1 - Math.exp(-(light - 0.6) / 0.4));
  return Math.round(255 * Math.min(1, value <= 0.0031308 ? 12.92 * value : 1.055 * value ** (1 / 2.4) - 0.055));
};

/** Draws a square picture, red, green, blue and alpha of each pixel. Edges are looked at four times. */
export const draw = (form: Form, view: View, side: number): Uint8ClampedArray => {
  const [turn, rise] = [(view.turn * Math.PI) / 180, (view.rise * Math.PI) / 180];
  const eye: Vector = [
    view.away * Math.cos(rise) * Math.sin(turn),
    view.at + view.away * Math.sin(rise),
    view.away * Math.cos(rise) * Math.cos(turn),
  ];
  const ahead = unit(add([0, view.at, 0], eye, -1));
  const right = unit(cross(ahead, [0, 1, 0]));
  const up = cross(right, ahead);
  const look = (px: number, py: number): Vector => {
    const [x, y] = [((px / side) * 2 - 1) * view.wide, (1 - (py / side) * 2) * view.wide];
    return seenAlong(form, eye, unit(add(add(ahead, right, x), up, y)), view);
  };
  const first = Array.from({ length: side * side }, (_, i) => look((i % side) + 0.5, Math.floor(i / side) + 0.5));
  const data = new Uint8ClampedArray(side * side * 4);
  const bright = (i: number): number => {
    const pixel = first[i];
    return pixel ? Math.sqrt(Math.max(0, pixel[0] + pixel[1] + pixel[2])) : 0;
  };
  for (const [i, pixel] of first.entries()) {
    const [x, y] = [i % side, Math.floor(i / side)];
    const edge = x > 0 && y > 0 && x < side - 1 && y < side - 1
      && Math.max(...[i - 1, i + 1, i - side, i + side].map((j) => Math.abs(bright(j) - bright(i)))) > 0.06;
    let shown = pixel;
    if (edge) {
      const four = [[0.25, 0.25], [0.75, 0.25], [0.25, 0.75], [0.75, 0.75]].map(([dx, dy]) => look(x + dx!, y + dy!));
      shown = [0, 1, 2].map((c) => four.reduce((sum, one) => sum + Math.min(1.2, one[c]!), 0) / 4) as unknown as Vector;
    }
    data.set([toByte(shown[0]), toByte(shown[1]), toByte(shown[2]), 255], 4 * i);
  }
  return data;
};
