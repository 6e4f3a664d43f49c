const namespace = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"';
const [ink, grey, rule, blue] = ['0B0C0C', '484949', 'B1B4B6', '12436D'];

/** A style of Word. Word, and a council's template, know it by its name; `id` is what our paragraphs call it. `inside` is WordprocessingML. */
export type WordStyle = { readonly id: string; readonly name: string; readonly type: 'paragraph' | 'character' | 'table'; readonly basedOn?: string; readonly next?: string; readonly own?: true; readonly inside: string };

type Parts = { readonly size?: number; readonly bold?: true; readonly colour?: string; readonly before?: number; readonly after?: number; readonly keep?: true; readonly outline?: number; readonly more?: string; readonly line?: number };

/** Sizes in half points, distances in twentieths of a point. */
function inside({ size, bold, colour, before, after, keep, outline, more = '', line }: Parts): string {
  const spacing = before === undefined && after === undefined && line === undefined ? '' : `<w:spacing${before === undefined ? '' : ` w:before="${before}"`}${after === undefined ? '' : ` w:after="${after}"`}${line === undefined ? '' : ` w:line="${line}" w:lineRule="auto"`}/>`;
  const run = `${bold === true ? '<w:b/><w:bCs/>' : ''}${colour === undefined ? '' : `<w:color w:val="${colour}"/>`}${size === undefined ? '' : `<w:sz w:val="${size}"/><w:szCs w:val="${size}"/>`}`;
  // In the order that the schema asks for: keep, borders and tabs (more), spacing, indent and alignment, outline.
  const [first = '', last = ''] = more.split('<!---->');
  return `<w:pPr>${keep === true ? '<w:keepNext/><w:keepLines/>' : ''}${first}${spacing}${last}${outline === undefined ? '' : `<w:outlineLvl w:val="${outline}"/>`}</w:pPr>${run === '' ? '' : `<w:rPr>${run}</w:rPr>`}`;
}

function border(side: string, size: number, colour: string, space = 0): string {
  return `<w:${side} w:val="single" w:sz="${size}" w:space="${space}" w:color="${colour}"/>`;
}

/** Every style that a report uses, those that stand on another after it. `own`: of ours alone, no style that Word itself has. */
export const wordStyles: readonly WordStyle[] = [
  { id: 'Title', name: 'Title', type: 'paragraph', basedOn: 'Normal', next: 'Normal', inside: inside({ size: 56, bold: true, colour: ink, before: 360, after: 240, line: 252 }) },
  { id: 'Subtitle', name: 'Subtitle', type: 'paragraph', basedOn: 'Normal', next: 'Normal', inside: inside({ size: 28, bold: true, colour: blue, after: 240, more: `<w:pBdr>${border('bottom', 36, blue, 8)}</w:pBdr>` }) },
  { id: 'Heading1', name: 'heading 1', type: 'paragraph', basedOn: 'Normal', next: 'Normal', inside: inside({ size: 34, bold: true, colour: blue, before: 480, after: 160, keep: true, outline: 0 }) },
  { id: 'Heading2', name: 'heading 2', type: 'paragraph', basedOn: 'Normal', next: 'Normal', inside: inside({ size: 27, bold: true, colour: ink, before: 300, after: 100, keep: true, outline: 1 }) },
  { id: 'Heading3', name: 'heading 3', type: 'paragraph', basedOn: 'Normal', next: 'Normal', inside: inside({ size: 23, bold: true, colour: ink, before: 240, after: 80, keep: true, outline: 2 }) },
  { id: 'Caption', name: 'caption', type: 'paragraph', basedOn: 'Normal', next: 'Normal', inside: inside({ size: 21, bold: true, colour: ink, before: 260, after: 90, keep: true }) },
  { id: 'TOCHeading', name: 'TOC Heading', type: 'paragraph', basedOn: 'Normal', next: 'Normal', inside: inside({ size: 34, bold: true, colour: blue, after: 200, keep: true }) },
  { id: 'TOC1', name: 'toc 1', type: 'paragraph', basedOn: 'Normal', next: 'Normal', inside: inside({ after: 100 }) },
  { id: 'TOC2', name: 'toc 2', type: 'paragraph', basedOn: 'Normal', next: 'Normal', inside: inside({ after: 60, more: '<!----><w:ind w:left="240"/>' }) },
  { id: 'ListBullet', name: 'List Bullet', type: 'paragraph', basedOn: 'Normal', inside: inside({ after: 70 }) },
  { id: 'Quote', name: 'Quote', type: 'paragraph', basedOn: 'Normal', next: 'QuoteSource', inside: inside({ before: 140, after: 0, keep: true, more: `<w:pBdr>${border('left', 36, blue, 10)}</w:pBdr><!----><w:ind w:left="280" w:right="280"/>` }) },
  { id: 'Header', name: 'header', type: 'paragraph', basedOn: 'Normal', inside: inside({ size: 18, colour: grey, after: 0 }) },
  { id: 'Footer', name: 'footer', type: 'paragraph', basedOn: 'Normal', inside: inside({ size: 18, colour: grey, after: 0 }) },
  { id: 'QuoteSource', name: 'Quote Source', type: 'paragraph', basedOn: 'Normal', next: 'Normal', own: true, inside: inside({ size: 20, colour: grey, after: 180, more: `<w:pBdr>${border('left', 36, blue, 10)}</w:pBdr><!----><w:ind w:left="280" w:right="280"/>` }) },
  { id: 'ReportNotice', name: 'Report Notice', type: 'paragraph', basedOn: 'Normal', own: true, inside: inside({ after: 0, more: `<w:pBdr>${border('left', 48, rule, 10)}</w:pBdr><!----><w:ind w:left="280"/>` }) },
  { id: 'ReportNote', name: 'Report Note', type: 'paragraph', basedOn: 'Normal', own: true, inside: inside({ size: 18, colour: grey, before: 60, after: 40, line: 252 }) },
  { id: 'ReportChart', name: 'Report Chart', type: 'paragraph', basedOn: 'Normal', own: true, inside: inside({ before: 40, after: 40, more: '<w:keepNext/>', line: 240 }) },
  { id: 'TableText', name: 'Table Text', type: 'paragraph', basedOn: 'Normal', own: true, inside: inside({ size: 19, before: 0, after: 0, line: 252 }) },
  { id: 'TableHeading', name: 'Table Heading', type: 'paragraph', basedOn: 'TableText', own: true, inside: inside({ bold: true, more: '<w:keepNext/>' }) },
  { id: 'TableNumber', name: 'Table Number', type: 'paragraph', basedOn: 'TableText', own: true, inside: inside({ more: '<!----><w:jc w:val="right"/>' }) },
  {
    id: 'ReportTable', name: 'Report Table', type: 'table', basedOn: 'TableNormal', own: true,
    inside: `<w:tblPr><w:tblBorders>${border('top', 4, rule)}${border('bottom', 4, rule)}${border('insideH', 4, rule)}</w:tblBorders><w:tblCellMar><w:top w:w="50" w:type="dxa"/><w:left w:w="110" w:type="dxa"/><w:bottom w:w="50" w:type="dxa"/><w:right w:w="110" w:type="dxa"/></w:tblCellMar></w:tblPr>`
      + `<w:tblStylePr w:type="firstRow"><w:rPr><w:b/></w:rPr></w:tblStylePr><w:tblStylePr w:type="lastRow"><w:rPr><w:b/></w:rPr></w:tblStylePr>`,
  },
];

/** What a document needs that has no template: what everything else stands on. */
const ground = `<w:docDefaults><w:rPrDefault><w:rPr><w:rFonts w:ascii="Arial" w:hAnsi="Arial" w:eastAsia="Arial" w:cs="Arial"/><w:color w:val="${ink}"/><w:sz w:val="22"/><w:szCs w:val="22"/><w:lang w:val="en-GB" w:eastAsia="en-GB" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>`
  + '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/><w:pPr><w:spacing w:after="140" w:line="271" w:lineRule="auto"/></w:pPr></w:style>'
  + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
  + '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/><w:semiHidden/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>';

export function styleXml({ id, name, type, basedOn, next, own, inside: content }: WordStyle): string {
  return `<w:style w:type="${type}"${own === true ? ' w:customStyle="1"' : ''} w:styleId="${id}"><w:name w:val="${name}"/>`
    + `${basedOn === undefined ? '' : `<w:basedOn w:val="${basedOn}"/>`}${next === undefined ? '' : `<w:next w:val="${next}"/>`}<w:qFormat/>${content}</w:style>`;
}

/** The styles of a document that has no template. */
export function ownStyles(): string {
  return `<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:styles ${namespace}>${ground}${wordStyles.map(styleXml).join('')}</w:styles>`;
}
