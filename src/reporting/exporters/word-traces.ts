/** Fields that hold no more than where on the paper one is. All others could print a name, a path or a file from elsewhere. */
const harmless = /^\s*(?:PAGE|NUMPAGES|SECTIONPAGES|STYLEREF|HYPERLINK)\b/iu;

/**
 * WordprocessingML of a header or footer without what tells of those who wrote it: tracked changes, comments, hidden words, fields
 * that print names, objects, and what leads to a file that is not taken along.
 * @param links the relations that are kept
 */
export function withoutTraces(xml: string, links: ReadonlySet<string>): string {
  const accepted = xml
    .replaceAll(/<w:(?:del|moveFrom)\b(?:[^>/]|\/(?!>))*>[^]*?<\/w:(?:del|moveFrom)>/gu, '')
    .replaceAll(/<\/?w:(?:ins|moveTo)\b[^>]*>/gu, '')
    .replaceAll(/<w:(?:rPr|pPr|tblPr|tcPr|trPr|sectPr|tblGrid|tblPrEx|numbering)Change\b[^]*?<\/w:(?:rPr|pPr|tblPr|tcPr|trPr|sectPr|tblGrid|tblPrEx|numbering)Change>/gu, '')
    .replaceAll(/<w:(?:comment(?:RangeStart|RangeEnd|Reference)|annotationRef|del|ins|moveFrom|moveTo|moveFromRangeStart|moveFromRangeEnd|moveToRangeStart|moveToRangeEnd|proofErr|permStart|permEnd)\b[^>]*\/>/gu, '')
    .replaceAll(/<w:object\b[^]*?<\/w:object>/gu, '')
    .replaceAll(/<w:dataBinding\b[^>]*\/>/gu, '')
    .replaceAll(/\s(?:w:rsid\w*|w14:(?:paraId|textId)|w:author|w:initials|w:date)="[^"]*"/gu, '')
    .replaceAll(/<w:lang\b[^>]*\/>/gu, '<w:lang w:val="en-GB"/>')
    .replaceAll(/<w:numPr>[^]*?<\/w:numPr>/gu, '')
    .replaceAll(/<w:sdtPr>[^]*?<\/w:sdtPr>/gu, (properties) => (/<w:(?:dataBinding|date|docPartObj)\b/u.test(properties) ? '<w:sdtPr/>' : properties));
  const said = withoutFields(accepted).replaceAll(/<w:r\b(?:(?!<w:r\b)[^])*?<\/w:r>/gu, (run) => (/<w:vanish(?:\s+w:val="(?:1|true|on)")?\s*\/>/u.test(run) ? '' : run));
  return said
    .replaceAll(/<(w:drawing|w:pict)\b[^]*?<\/\1>/gu, (picture) => ([...picture.matchAll(/\sr:(?:embed|link|id|pict)="([^"]*)"/gu)].every(([, id = '']) => links.has(id)) ? picture : ''))
    .replaceAll(/<w:hyperlink\b([^>]*)>([^]*?)<\/w:hyperlink>/gu, (whole, tag: string, inside: string) => (links.has(/\sr:id="([^"]*)"/u.exec(tag)?.[1] ?? '') ? whole : inside))
    // Drawings of the report itself have the low numbers.
    .replaceAll(/(<wp:docPr\b[^>]*?\sid=")(\d+)"/gu, (_whole, before: string, id: string) => `${before}${900_000 + (Number(id) % 90_000)}"`)
    // The name of a picture may be that of a file, with its folder and whose it is; its alternative text stays.
    .replaceAll(/(<(?:wp:docPr|pic:cNvPr)\b[^>]*?)\sname="[^"]*"/gu, '$1 name="Letterhead"');
}

function withoutFields(xml: string): string {
  const simple = xml.replaceAll(/<w:fldSimple\b[^>]*?\sw:instr="([^"]*)"[^>]*?(?:\/>|>([^]*?)<\/w:fldSimple>)/gu, (whole, instruction: string) => (harmless.test(instruction) ? whole : ''));
  // A field of many runs begins, says what it is, shows its answer and ends; one may stand in another.
  const runs = [...simple.matchAll(/<w:r\b(?:(?!<w:r\b)[^])*?<\/w:r>/gu)];
  const open: { readonly from: number; instruction: string }[] = [];
  const dropped: { readonly from: number; readonly to: number }[] = [];
  runs.forEach(([run], index) => {
    for (const [mark, , kind, instruction] of run.matchAll(/<w:fldChar\b[^>]*\s(w:fldCharType)="(\w+)"[^>]*>|<w:instrText\b[^>]*>([^<]*)/gu)) {
      const inner = open.at(-1);
      if (kind === 'begin') open.push({ from: index, instruction: '' });
      else if (kind === 'end') {
        const ended = open.pop();
        if (ended !== undefined && !harmless.test(ended.instruction)) dropped.push({ from: ended.from, to: index });
      } else if (inner !== undefined && mark.startsWith('<w:instrText')) inner.instruction += instruction ?? '';
    }
  });
  let kept = simple;
  runs.toReversed().forEach((run, back) => {
    const index = runs.length - 1 - back;
    if (dropped.some(({ from, to }) => from <= index && index <= to)) kept = kept.slice(0, run.index) + kept.slice(run.index + run[0].length);
  });
  return kept;
}
