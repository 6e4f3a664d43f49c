/**
 * How a report is set by typst. Its words and numbers come in as data, never as a part of this program, so that nothing
 * anybody writes is markup.
 */
export const pdfSetting = `
#let report = json(bytes(sys.inputs.report))
#let ink = rgb("#0b0c0c")
#let quiet = rgb("#484949")
#let blue = rgb("#12436d")
#let hairline = 0.5pt + rgb("#b1b4b6")
#let heavy = 1.25pt + ink
#set document(title: report.title, date: none)
#set text(font: report.font, lang: "en", region: "GB", size: 10.5pt, fill: ink, hyphenate: false)
#set par(justify: false, leading: 0.62em, spacing: 1.05em)
#let running = text(9pt, fill: quiet, report.running)
#let foot = context align(right, text(9pt, fill: quiet)[Page #counter(page).display() of #counter(page).final().first()])
#set page(paper: "a4", margin: (x: 20mm, top: 24mm, bottom: 22mm), header: context if counter(page).get().first() > 1 { running }, footer: context if counter(page).get().first() > 1 { foot })
#show heading.where(level: 1): it => block(above: 2.2em, below: 1em, sticky: true, text(17pt, weight: "bold", fill: blue, it.body))
#show heading.where(level: 2): it => block(above: 1.6em, below: 0.8em, sticky: true, text(13pt, weight: "bold", it.body))
#show heading.where(level: 3): it => block(above: 1.4em, below: 0.7em, sticky: true, text(11pt, weight: "bold", it.body))
#show figure: set block(breakable: true, above: 1.7em, below: 0.8em)
#show figure: set align(left)
#show figure.caption: it => block(width: 100%, sticky: true, below: 0.8em, text(10.5pt, weight: "bold", it.body))
#set figure(gap: 0.7em, numbering: none, supplement: none)
#set figure.caption(position: top)
#set list(indent: 0.4em, body-indent: 0.6em, spacing: 0.8em)
#show list: set block(above: 1.05em, below: 1.05em)
#show outline.entry: set block(above: 0.85em)

#let said(words) = words.split("\\n").join(linebreak())
#let labelled(label, words) = par[#strong(label + ":") #said(words)]
// Each a paragraph of its own: bare words of one block after another would be read as one.
#let note(words) = block(above: 0.55em, below: 0.55em, par(text(9pt, fill: quiet, said(words))))

#let cell-of(piece, size) = {
  let body = text(size: size, fill: if piece.at("quiet", default: false) { quiet } else { ink }, weight: if piece.at("bold", default: false) { "bold" } else { "regular" }, said(piece.text))
  table.cell(
    colspan: piece.at("colspan", default: 1), rowspan: piece.at("rowspan", default: 1),
    align: if piece.at("right", default: false) { right } else if piece.at("centre", default: false) { center } else { left } + if piece.at("bottom", default: false) { bottom } else { top },
    stroke: (
      left: if piece.at("group", default: false) { 1pt + rgb("#b1b4b6") } else { none },
      top: if piece.at("above", default: false) { heavy } else { hairline },
      bottom: if piece.at("below", default: false) { heavy } else { hairline },
    ),
    body,
  )
}

#let table-of(block) = {
  let cells(rows) = rows.flatten().map(piece => cell-of(piece, block.size * 1pt))
  table(
    columns: block.widths.map(width => width * 1pt), inset: (x: 5.5pt, y: 4.7pt), stroke: none,
    table.header(repeat: true, ..cells(block.head)), ..cells(block.rows),
  )
}

#let chart(block) = figure(kind: image, gap: 1.2em, caption: { said(block.caption); if block.subtitle != "" { linebreak(); text(9pt, weight: "regular", fill: quiet, said(block.subtitle)) } }, image(bytes(block.svg), alt: block.alt, width: 100%))

#let set-table(piece) = {
  let body = [
    #if piece.caption == "" { table-of(piece) } else { figure(kind: table, caption: said(piece.caption), table-of(piece)) }
    #if piece.note != "" { note(piece.note) }
  ]
  if piece.together { block(breakable: false, body) } else { body }
}

#let headlines(block) = grid(
  columns: (1fr,) * block.across, gutter: 8pt,
  ..block.figures.map(figure => grid.cell(fill: rgb("#f3f2f1"), stroke: (top: 3pt + blue), inset: (x: 8pt, top: 9pt, bottom: 9pt), {
    par(strong(said(figure.heading)))
    par(text(19pt, weight: "bold", said(figure.text)))
    if figure.comparison != "" { par(text(9pt, said(figure.comparison))) }
  })),
)

#let quote-of(piece) = block(breakable: false, stroke: (left: 4pt + blue), inset: (left: 10pt, y: 4pt), above: 1.2em, below: 1.2em, {
  par(said(piece.text))
  par(text(9.5pt, fill: quiet, said(piece.attribution)))
})

#let picture-of(piece) = block(breakable: false, above: 1.5em, below: 1.6em, {
  let drawn(alt) = image(piece.file, alt: alt, width: piece.width * 1pt, height: piece.height * 1pt)
  if piece.decorative { pdf.artifact(drawn(none)) } else { drawn(piece.alt) }
  if piece.caption != "" { note(piece.caption) }
})

#let set-piece(piece) = {
  if piece.kind == "heading" { heading(level: piece.level, said(piece.text)) }
  else if piece.kind == "paragraph" { par(said(piece.text)) }
  else if piece.kind == "facts" { block(breakable: false, for fact in piece.facts { labelled(fact.term, fact.value) }) }
  else if piece.kind == "points" { list(..piece.points.map(point => { said(point.text); if point.note != "" { text(fill: quiet, " " + point.note) } })) }
  else if piece.kind == "headlines" { block(above: 1.2em, below: 1.6em, headlines(piece)) }
  else if piece.kind == "quote" { quote-of(piece) }
  else if piece.kind == "picture" { picture-of(piece) }
  else if piece.kind == "chart" { block(breakable: false, above: 1.7em, below: 1.5em, { show figure: set block(below: 0.3em); chart(piece); note(piece.note) }) }
  else if piece.kind == "table" { block(above: 1.7em, below: 1.7em, set-table(piece)) }
}

#v(32mm)
#block(below: 10mm, width: 100%, inset: (bottom: 8pt), stroke: (bottom: 4pt + blue), par(text(14pt, weight: "bold", fill: blue, said(report.authority))))
#block(below: 8mm, { set par(leading: 0.5em); title(text(28pt, weight: "bold", said(report.heading))) })
#if report.audience != "" { par(said(report.audience)) }
#for row in report.facts { labelled(row.term, row.value) }
#if report.notes.len() > 0 {
  block(above: 10mm, inset: (left: 10pt, y: 4pt), stroke: (left: 5pt + rgb("#b1b4b6")), for words in report.notes { par(said(words)) })
}
#pagebreak()
#heading(level: 1, outlined: false)[Contents]
#outline(title: none, depth: 2)
#pagebreak()
#for stretch in report.stretches {
  if stretch.landscape { page(flipped: true, for piece in stretch.pieces { set-piece(piece) }) }
  else { for piece in stretch.pieces { set-piece(piece) } }
}
`;
