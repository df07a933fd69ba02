import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { encode } from 'uqr'
import type { Language } from '#translations/index.ts'
import type { Brand } from '../../mail/letters.ts'

/** Millimetres of paper count in points here; A4 upright (ISO 216). */
export const paper = { width: 595.28, height: 841.89, margin: 56 } as const
const inner = paper.width - 2 * paper.margin

/** Printed colours: DESIGN.md 2, light. */
const ink = { text: '#201e1a', quiet: '#56524d', line: '#d5d0ca', soft: '#e2f3f8', onSoft: '#094653' } as const

type Doc = PDFKit.PDFDocument
type Structure = ReturnType<Doc['struct']>
type TextOptions = PDFKit.Mixins.TextOptions

export type Sheet = {
  /** A heading of the sheet; one of the first level a sheet. */
  heading(text: string, level: 1 | 2): void
  paragraph(text: string): void
  /** Label on the left, its values one under the other on the right. */
  field(label: string, values: readonly string[]): void
  /** The secret, large, in a box of its own; what it is good for underneath. */
  secret(label: string, value: string, remark: string): void
  /** What to do, in order. */
  steps(steps: readonly string[]): void
  /** Where a telephone's camera may go instead of somebody typing. */
  code(link: string, caption: string): void
  /** Lines to sign on, at the foot of the page. */
  signatures(rows: readonly (readonly string[])[]): void
  /** What stands at the very bottom: help, and who we are. */
  foot(lines: readonly string[]): void
}

/**
 * A printed document of one sheet a page: text that can be selected and read aloud (tagged, language and title set,
 * ISO 32000-1 14.8), with the portal's own typeface inside.
 */
export async function printSheets(
  { language, title, brand }: { language: Language; title: string; brand: Brand },
  pages: readonly ((sheet: Sheet) => void)[],
): Promise<Buffer> {
  // Loaded by the first sheet: nearly 30 MB that most portals never need on most days.
  const { default: PDFDocument } = await import('pdfkit')
  const doc = new PDFDocument({
    size: 'A4',
    margin: paper.margin,
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: language === 'it' ? 'it-IT' : 'en-GB',
    tagged: true,
    displayTitle: true,
    info: { Title: title, Author: brand.name, Creator: brand.name },
  })
  const fonts = join(import.meta.dirname, 'fonts')
  doc.registerFont('regular', join(fonts, 'Figtree-Regular.ttf'))
  doc.registerFont('strong', join(fonts, 'Figtree-SemiBold.ttf'))
  const bytes: Buffer[] = []
  const whole = new Promise<Buffer>((resolve, reject) => {
    doc.on('data', (piece: Buffer) => bytes.push(piece))
    doc.on('end', () => resolve(Buffer.concat(bytes)))
    doc.on('error', reject)
  })
  const root = doc.struct('Document')
  doc.addStructure(root)
  for (const [i, write] of pages.entries()) {
    // Hundreds of sheets take a second: others are served meanwhile.
    if (i % 10 === 9) await setImmediate()
    doc.addPage()
    const section = doc.struct('Sect')
    root.add(section)
    write(sheetOn(doc, section, brand))
    section.end()
  }
  root.end()
  doc.end()
  return whole
}

function sheetOn(doc: Doc, section: Structure, brand: Brand): Sheet {
  const { margin } = paper
  const say = (text: string, x: number, y: number, type: string, options: TextOptions = {}) => {
    doc.text(text, x, y, { width: inner - (x - margin), ...options, structParent: section, structType: type })
  }
  const decoration = (draw: () => void) => {
    doc.markContent('Artifact', { type: 'Layout' })
    draw()
    doc.endMarkedContent()
  }
  decoration(() => drawMark(doc, margin, margin - 8))
  doc.font('strong').fontSize(13).fillColor(ink.text)
  say(brand.name, margin + 38, margin - 1, 'P', { lineBreak: false })
  decoration(() => rule(doc, margin + 32))
  doc.y = margin + 52

  return {
    heading(text, level) {
      if (level === 2) doc.y += 16
      doc
        .font('strong')
        .fontSize(level === 1 ? 22 : 13)
        .fillColor(ink.text)
      say(text, margin, doc.y, `H${level}`)
      doc.y += level === 1 ? 10 : 5
    },
    paragraph(text) {
      doc.font('regular').fontSize(11).fillColor(ink.text)
      say(text, margin, doc.y, 'P', { lineGap: 2 })
      doc.y += 6
    },
    field(label, values) {
      const top = doc.y
      doc.font('regular').fontSize(10).fillColor(ink.quiet)
      say(label, margin, top + 1, 'P', { width: 130 })
      const under = doc.y
      doc.fontSize(11).fillColor(ink.text)
      doc.y = top
      for (const value of values) say(value, margin + 140, doc.y, 'P', { lineGap: 1 })
      doc.y = Math.max(under, doc.y) + 5
    },
    secret(label, value, remark) {
      const top = doc.y + 12
      doc.font('regular').fontSize(10)
      const height = 74 + doc.heightOfString(remark, { width: inner - 40 })
      decoration(() => doc.roundedRect(margin, top, inner, height, 10).fill(ink.soft))
      doc.font('regular').fontSize(10).fillColor(ink.onSoft)
      say(label, margin + 20, top + 14, 'P')
      doc.font('strong').fontSize(24)
      say(value, margin + 20, top + 28, 'P', { characterSpacing: 1.2, lineBreak: false })
      doc.font('regular').fontSize(10)
      say(remark, margin + 20, top + 60, 'P', { width: inner - 40 })
      doc.y = top + height + 8
    },
    steps(steps) {
      for (const [i, step] of steps.entries()) {
        const top = doc.y
        doc.font('strong').fontSize(11).fillColor(ink.text)
        say(`${i + 1}.`, margin, top, 'P', { width: 18 })
        doc.font('regular')
        say(step, margin + 20, top, 'P', { lineGap: 2 })
        doc.y += 3
      }
    },
    code(link, caption) {
      const top = doc.y + 10
      const size = 76
      const picture = doc.struct('Figure', { alt: caption }, () => drawCode(doc, link, margin, top, size))
      section.add(picture)
      doc.font('regular').fontSize(10).fillColor(ink.quiet)
      say(caption, margin + size + 14, top + 4, 'P')
      doc.font('strong').fillColor(ink.text)
      say(link, margin + size + 14, doc.y + 2, 'P')
      doc.y = top + size + 6
    },
    signatures(rows) {
      let y = paper.height - margin - 56 - rows.length * 40
      for (const row of rows) {
        const width = inner / row.length
        for (const [i, label] of row.entries()) {
          const x = margin + i * width
          doc.font('regular').fontSize(9.5).fillColor(ink.quiet)
          const words = doc.widthOfString(label)
          say(label, x, y, 'P', { width: width - 8, lineBreak: false })
          decoration(() =>
            doc
              .moveTo(x + words + 6, y + 11)
              .lineTo(x + width - 16, y + 11)
              .lineWidth(0.7)
              .stroke(ink.quiet),
          )
        }
        y += 40
      }
    },
    foot(lines) {
      doc.font('regular').fontSize(9).fillColor(ink.quiet)
      const text = lines.filter(Boolean).join('\n')
      const top = paper.height - margin - doc.heightOfString(text, { width: inner })
      decoration(() => rule(doc, top - 8))
      doc.fillColor(ink.quiet)
      say(text, margin, top, 'P', { height: paper.height - margin - top + 4 })
    },
  }
}

const rule = (doc: Doc, y: number) =>
  doc
    .moveTo(paper.margin, y)
    .lineTo(paper.width - paper.margin, y)
    .lineWidth(0.8)
    .stroke(ink.line)

/** The lamps of the switchboard, as in `web/design/Wordmark.tsx`. */
function drawMark(doc: Doc, x: number, y: number): void {
  const lamps = [
    ['#5ba6b8', 1.5, [13, 7, 19, 7, 7, 13, 7, 19, 13, 19]],
    ['#dcf1f7', 2, [7, 7, 13, 13, 19, 13]],
    ['#f8aa62', 2, [19, 19]],
  ] as const
  doc
    .save()
    .translate(x, y)
    .scale(28 / 26)
  doc.roundedRect(0, 0, 26, 26, 7).fill('#094653')
  for (const [color, radius, places] of lamps) {
    for (let i = 0; i < places.length; i += 2) doc.circle(places[i] ?? 0, places[i + 1] ?? 0, radius).fill(color)
  }
  doc.restore()
}

function drawCode(doc: Doc, link: string, x: number, y: number, size: number): void {
  const { data } = encode(link, { ecc: 'M', border: 0 })
  const square = size / data.length
  for (const [row, cells] of data.entries()) {
    for (const [column, dark] of cells.entries()) {
      // A hair wider than it is: printers leave white seams between squares that only touch.
      if (dark) doc.rect(x + column * square, y + row * square, square + 0.1, square + 0.1)
    }
  }
  doc.fill(ink.text)
}
