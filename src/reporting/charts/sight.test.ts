import assert from 'node:assert/strict';
import { test } from 'node:test';
import { colourOf, focus, mostColours, partColourOf } from './palette.ts';

/** What somebody sees who lacks one kind of cone, as a matrix over linear red, green and blue. Source: Machado, Oliveira and Fernandes 2009, severity 1. */
const seen = {
  protanopia: [[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216], [-0.003882, -0.048116, 1.051998]],
  deuteranopia: [[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413], [-0.01182, 0.04294, 0.968881]],
  tritanopia: [[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602], [0.004733, 0.691367, 0.3039]],
  grey: [[0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722], [0.2126, 0.7152, 0.0722]],
} as const;
type Sight = keyof typeof seen;
const kindsOfSight = ['protanopia', 'deuteranopia', 'tritanopia'] as const satisfies readonly Sight[];

function linear(colour: string): number[] {
  return [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
}

const times = (matrix: readonly (readonly number[])[], by: readonly number[]): number[] => matrix.map((row) => row.reduce((all, value, at) => all + value * (by[at] ?? 0), 0));

/** Linear red, green and blue to CIE L*a*b* (D65). */
function lab(rgb: readonly number[]): readonly [number, number, number] {
  const [x = 0, y = 0, z = 0] = times([[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.072175], [0.0193339, 0.119192, 0.9503041]], rgb);
  const f = (part: number): number => (part > 216 / 24389 ? Math.cbrt(part) : ((24389 / 27) * part + 16) / 116);
  const [fx, fy, fz] = [f(x / 0.95047), f(y), f(z / 1.08883)];
  return [116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)];
}

/** How far apart two colours look, in CIE 1976 units (2 can just be told apart side by side, 100 is black and white). */
function apart(one: string, other: string, sight: Sight): number {
  const [a, b] = [one, other].map((colour) => lab(times(seen[sight], linear(colour)).map((part) => Math.min(1, Math.max(0, part)))));
  return Math.hypot(...[0, 1, 2].map((at) => (a?.[at] ?? 0) - (b?.[at] ?? 0)));
}

test('the measure of sight knows red and green that look alike without red cones, and black from white', () => {
  assert.ok(apart('#C00000', '#404000', 'protanopia') < 15);
  assert.ok(apart('#C00000', '#404000', 'tritanopia') > 40);
  assert.equal(Math.round(apart('#000000', '#FFFFFF', 'grey')), 100);
});

test('whoever sees no red, no green or no blue tells neighbours well apart, and every two colours of one chart', () => {
  for (const sight of kindsOfSight) {
    const tellsApart = (colours: readonly string[]): void => {
      for (const [at, one] of colours.entries()) for (const [between, other] of colours.slice(at + 1).entries()) {
        const distance = apart(one, other, sight);
        // Dark blue and dark pink never stand side by side: turquoise is between.
        assert.ok(distance >= (between === 0 ? 20 : 11), `${one} and ${other} are ${distance.toFixed(1)} apart in ${sight}`);
      }
    };
    for (let among = 2; among <= mostColours; among += 1) for (const colours of [colourOf, partColourOf]) tellsApart(Array.from({ length: among }, (_, series) => colours(series, among)));
    tellsApart(focus);
  }
});
