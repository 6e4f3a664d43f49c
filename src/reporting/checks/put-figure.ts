import type { NarrativeSpec } from '../layout.ts';
import type { FigureOffer } from './finding.ts';

const escaped = (text: string): string => text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
/** Lines of one paragraph are printed as one: where a space is printed, the text may break its line. */
const asTyped = (text: string): string => text.split(/\s+/).map(escaped).join('\\s+');

function freeName(name: string, { figures }: NarrativeSpec): string {
  let free = name;
  for (let next = 2; Object.hasOwn(figures, free); next += 1) free = `${name}-${next}`;
  return free;
}

/**
 * A narrative with the figure standing where its number was typed. Undefined where the words around it are no longer there, or
 * are there more than once: nothing is changed then.
 */
export function putFigure(spec: NarrativeSpec, { name, figure, typed, before, after }: FigureOffer): NarrativeSpec | undefined {
  const shape = new RegExp(`(${asTyped(before)})${escaped(typed)}(?=${asTyped(after)})`, 'g');
  const places = [...spec.text.matchAll(shape)];
  const [place] = places;
  if (place === undefined || places.length > 1) return undefined;
  const start = place.index + (place[1]?.length ?? 0);
  const same = Object.entries(spec.figures).find(([, held]) => JSON.stringify(held) === JSON.stringify(figure))?.[0];
  const key = same ?? freeName(name, spec);
  return { ...spec, text: `${spec.text.slice(0, start)}{{${key}}}${spec.text.slice(start + typed.length)}`, figures: { ...spec.figures, [key]: figure } };
}
