/**
 * Says in a PDF that typst made that the first cell of each row of a table's body is the heading of its row. (typst tells
 * columns' headings alone.) The elements of the structure that change are written anew behind the file, as PDF
 * provides for: ISO 32000-1, 7.5.6; headings of rows: 14.8.5.7.
 */
export function withRowHeadings(pdf: Buffer): Buffer {
  const file = pdf.toString('latin1');
  const [, start = ''] = /startxref\s+(\d+)\s+%%EOF\s*$/u.exec(file) ?? [];
  const table = start === '' ? undefined : tableAt(file, Number(start));
  if (table === undefined) throw new Error('a PDF is not put together as expected');
  const { offsets, trailer } = table;
  const objectAt = (number: number): string => file.slice(offsets[number], file.indexOf('endobj', offsets[number]) + 'endobj'.length);
  // Only what stands among the structure is read: what is drawn may hold any bytes.
  const objects = new Map(offsets.flatMap((offset, number) => (offset > 0 && file.slice(offset, offset + 60).includes('/Type /Struct') ? [[number, objectAt(number)] as const] : [])));
  const changed = new Map<number, string>();
  const headings: string[] = [];
  const kids = (number: number): readonly number[] => [.../\/K \[([^\]]*)\]/u.exec(objects.get(number) ?? '')?.[1]?.matchAll(/(\d+) 0 R/gu) ?? []].map(([, kid]) => Number(kid));
  for (const [number, object] of objects) {
    if (!object.includes('/S /TBody')) continue;
    for (const row of kids(number)) {
      const [first, ...others] = kids(row);
      const heading = first === undefined ? undefined : objects.get(first);
      if (first === undefined || heading === undefined || !heading.includes('/S /TD')) continue;
      const name = `R${first}`;
      headings.push(`(${name}) ${first} 0 R`);
      changed.set(first, heading.replace('/S /TD', `/S /TH\n  /ID (${name})`).replace('/O /Table', '/O /Table\n    /Scope /Row'));
      for (const other of others) {
        const cell = objects.get(other);
        if (cell?.includes('/S /TD') === true) changed.set(other, cell.replace(/\/Headers \[([^\]]*)\]/u, (_whole, before: string) => `/Headers [${before.trim()} (${name})]`));
      }
    }
  }
  if (changed.size === 0) return pdf;
  const [root, structure] = [...objects].find(([, object]) => object.includes('/Type /StructTreeRoot')) ?? [];
  if (root === undefined || structure === undefined) throw new Error('a tagged PDF has no structure');
  changed.set(root, structure.replace(/(\/IDTree <<\s+\/Names )\[([^\]]*)\]/u, (_whole, before: string, names: string) => `${before}[${inOrder([...names.matchAll(/\([^)]*\) \d+ 0 R/gu)].map(([entry]) => entry).concat(headings)).join(' ')}]`));
  return Buffer.concat([pdf, Buffer.from(`\n${appended(changed, pdf.length + 1, trailer, start)}`, 'latin1')]);
}

/** Where each object stands, by its number, and the trailer behind the table. */
function tableAt(file: string, start: number): { readonly offsets: readonly number[]; readonly trailer: string } | undefined {
  const [all = '', count = ''] = /^xref\s+0 (\d+)\s+/u.exec(file.slice(start, start + 40)) ?? [];
  const [, trailer] = /trailer\s*<<([^]*?)>>\s*startxref/u.exec(file.slice(start)) ?? [];
  if (all === '' || trailer === undefined) return undefined;
  const entry = 20;
  return { trailer, offsets: Array.from({ length: Number(count) }, (_, number) => (file[start + all.length + number * entry + 17] === 'n' ? Number(file.slice(start + all.length + number * entry, start + all.length + number * entry + 10)) : 0)) };
}

/** As a tree of names has to be: by their bytes. */
function inOrder(entries: readonly string[]): readonly string[] {
  return entries.toSorted((one, other) => (one < other ? -1 : 1));
}

function appended(changed: ReadonlyMap<number, string>, from: number, trailer: string, previous: string): string {
  let body = '';
  const places: { readonly number: number; readonly at: number }[] = [];
  for (const [number, object] of [...changed].toSorted(([one], [other]) => one - other)) {
    places.push({ number, at: from + body.length });
    body += `${object}\n`;
  }
  const sections: { readonly number: number; readonly at: number }[][] = [];
  for (const place of places) {
    const last = sections.at(-1);
    if (last !== undefined && last.at(-1)?.number === place.number - 1) last.push(place);
    else sections.push([place]);
  }
  const table = sections.map((section) => `${section[0]?.number ?? 0} ${section.length}\n${section.map(({ at }) => `${String(at).padStart(10, '0')} 00000 n\r\n`).join('')}`).join('');
  return `${body}xref\n${table}trailer\n<<${trailer.trimEnd()}\n  /Prev ${previous}\n>>\nstartxref\n${from + body.length}\n%%EOF\n`;
}
