import { fontFamily } from '../fonts/fonts.ts';

/** How slides are set, 16 to 9. Their text comes in as data, never as a part of this program. */
export const slidesSetting = `
#let deck = json(bytes(sys.inputs.deck))
#let navy = rgb("#12436D")
#let quiet = rgb("#484949")
#set document(title: deck.title, date: none)
#set text(font: "${fontFamily}", lang: "en", region: "GB", size: 18pt, fill: rgb("#0b0c0c"), hyphenate: false)
#set page(width: 338.67mm, height: 190.5mm, margin: (x: 17mm, top: 13mm, bottom: 16mm), footer: context text(11pt, fill: quiet, [#deck.footer #h(1fr) #counter(page).display()]))
#set par(justify: false, leading: 0.55em, spacing: 0.8em)
#show heading.where(level: 1): it => block(above: 0pt, below: 12mm, text(40pt, weight: "bold", fill: navy, it.body))
#show heading.where(level: 2): it => block(above: 0pt, below: 5.5mm, width: 100%, text(26pt, weight: "bold", fill: navy, it.body))
#for (at, slide) in deck.slides.enumerate() {
  if at > 0 { pagebreak() }
  if slide.kind == "title" {
    v(1fr)
    block(width: 40mm, height: 3mm, fill: navy)
    v(9mm)
    heading(level: 1, slide.title)
    for line in slide.lines { par(text(22pt, line)) }
    v(2fr)
  } else if slide.kind == "headlines" {
    heading(level: 2, slide.title)
    v(3mm)
    grid(columns: (1fr,) * slide.across, gutter: 6mm,
      ..slide.figures.map(figure => block(width: 100%, height: 58mm, inset: 6mm, fill: rgb("#f3f2f1"), stroke: (top: 1.6mm + navy))[
        #par(strong(figure.heading))
        #par(text(40pt, weight: "bold", figure.text))
        #par(text(15pt, fill: quiet, figure.comparison))
      ]))
  } else if slide.kind == "chart" {
    heading(level: 2, slide.title)
    par(text(16pt, fill: quiet, slide.subtitle))
    v(1fr)
    align(center, image(bytes(slide.svg), format: "svg", width: slide.width * 1mm, height: slide.height * 1mm, alt: slide.alt))
    v(1fr)
    par(text(12pt, fill: quiet, slide.source))
  } else if slide.kind == "told" {
    heading(level: 2, slide.title)
    v(3mm)
    set text(20pt)
    set list(indent: 4mm, body-indent: 4mm, spacing: 0.9em)
    for item in slide.items {
      if item.as == "point" {
        list.item([#item.text #if item.beside != "" { linebreak(); text(15pt, fill: quiet, item.beside) }])
      } else if item.as == "heading" {
        par(strong(item.text))
      } else if item.as == "quote" {
        block(inset: (left: 6mm, y: 1mm), stroke: (left: 1.2mm + navy), [#par(item.text) #par(text(15pt, fill: quiet, item.beside))])
      } else {
        par(item.text)
      }
    }
  } else if slide.kind == "picture" {
    heading(level: 2, slide.title)
    v(1fr)
    align(center, image(slide.file, alt: slide.alt, width: slide.width * 1mm, height: slide.height * 1mm))
    v(1fr)
  } else if slide.kind == "table" {
    heading(level: 2, slide.title)
    v(3mm)
    set text(17pt)
    let said(words) = words.split("\\n").join(linebreak())
    let line(words, weight) = table.cell(align: left + top, stroke: (bottom: 0.5pt + rgb("#b1b4b6")), text(weight: weight, said(words)))
    table(columns: (1fr,) * slide.headings.len(), inset: (x: 3mm, y: 2.2mm), stroke: none,
      table.header(..slide.headings.map(words => table.cell(align: left + bottom, stroke: (bottom: 1.2pt + navy), strong(said(words))))),
      ..slide.rows.map(row => row.enumerate().map(((at, words)) => line(words, if at == 0 { "bold" } else { "regular" }))).flatten())
  } else if slide.kind == "words" {
    heading(level: 2, slide.title)
    set text(14pt)
    grid(columns: (1fr, 1fr), column-gutter: 12mm, ..slide.columns.map(column => for item in column { block(breakable: false, below: 4.5mm, [#strong(item.term) #linebreak() #item.meaning]) }))
  }
}
`;
