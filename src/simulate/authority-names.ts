/** Names that no place in England that has a council bears: nobody may take a simulated register for a real one. */
const invented = [
  'Ashmere', 'Brackwater', 'Coldenmoor', 'Dunwithy', 'Elverholt', 'Fenlaith', 'Garrowmere Vale', 'Hexmarch', 'Inglefold', 'Jessamere',
  'Kestlewick', 'Lorimoor', 'Marrowdale', 'Netherquill', 'Oakenlathe', 'Pellowmere', 'Quarnfold', 'Rushwithen', 'Saltermarch', 'Thornlathe',
  'Umberholt', 'Vinterdale', 'Wraithwater', 'Yarrowquay', 'Zennermoor', 'Alderwithy', 'Bramblequay', 'Crakemarch', 'Drumblemere', 'Eskerfold',
  'Foxlathe', 'Gorsewick Vale', 'Harrowquill', 'Ivelmarch', 'Juniperholt', 'Knapwater', 'Larkwithen', 'Mistlefold', 'Nightmarsh', 'Orrelquay',
] as const;

/** The name of the authority with this number, from 1: numbered again when the invented names run out (`Ashmere 2`). */
export function authorityNameOf(number: number): string {
  const round = Math.floor((number - 1) / invented.length);
  const name = invented[(number - 1) % invented.length]!;
  return round === 0 ? name : `${name} ${round + 1}`;
}

/** What its references begin with: `ASH`, `ASH2`. Two authorities may share it; references are unique within one. */
export function referencePrefixOf(authority: string): string {
  const [, number = ''] = /(\d+)$/.exec(authority) ?? [];
  return `${authority.slice(0, 3).toUpperCase()}${number}`;
}
