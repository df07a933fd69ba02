import type { Language } from '#translations/index.ts'
import type { LetterText, Paragraph } from '#translations/mail.ts'
import { escapeHtml } from './html.ts'

/** Colours of DESIGN.md 2 in their light form: mail programs darken a letter by themselves. */
const page = '#f6f4f1'
const surface = '#ffffff'
const ink = '#201e1a'
const quiet = '#56524d'
const line = '#e6e2dd'
const fill = '#f1eeea'
const accent = '#146f82'

const font = "font-family:Figtree,'Segoe UI',Roboto,Helvetica,Arial,sans-serif"
const mono = "font-family:ui-monospace,'SF Mono',Consolas,'Courier New',monospace"

export type LetterFrame = {
  readonly foot: readonly string[]
  readonly language: Language
  readonly name: string
  readonly color: string | undefined
}

/** The one template of every letter. Styles stand inline and nothing is loaded: mail programs strip the rest. */
export function htmlOf({ subject, paragraphs, action }: LetterText, frame: LetterFrame): string {
  const color = frame.color ?? accent
  const button = action
    ? `<p style="margin:24px 0 8px"><a href="${escapeHtml(action.link)}" style="display:inline-block;padding:12px 20px;border-radius:8px;background:${color};color:#ffffff;font-weight:600;text-decoration:none">${escapeHtml(action.label)}</a></p>
<p style="margin:0 0 16px;font-size:13px;color:${quiet};word-break:break-all">${escapeHtml(action.link)}</p>`
    : ''
  return `<!doctype html>
<html lang="${frame.language}">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light"><title>${escapeHtml(subject)}</title></head>
<body style="margin:0;padding:24px 12px;background:${page};color:${ink};${font};font-size:16px;line-height:1.5">
<main style="display:block;max-width:560px;margin:0 auto">
<p style="margin:0 0 12px;font-weight:600;color:${color}">${escapeHtml(frame.name)}</p>
<div style="padding:24px;background:${surface};border:1px solid ${line};border-radius:12px">
<h1 style="margin:0 0 16px;font-size:20px;line-height:1.3">${escapeHtml(subject)}</h1>
${paragraphs.map(block).join('\n')}
${button}
</div>
<div style="padding:16px 0;font-size:13px;color:${quiet}">
${frame.foot.map((text) => `<p style="margin:0 0 4px">${escapeHtml(text)}</p>`).join('\n')}
</div>
</main>
</body>
</html>
`
}

function block(part: Paragraph): string {
  if (typeof part === 'string') return `<p style="margin:0 0 16px">${escapeHtml(part)}</p>`
  if ('value' in part) {
    return `<p style="margin:0 0 16px;padding:12px 16px;background:${fill};border-radius:8px;${mono};font-size:20px;letter-spacing:.04em;white-space:pre-wrap">${escapeHtml(part.value)}</p>`
  }
  const items = part.list.map((item) => `<li style="margin:0 0 4px">${escapeHtml(item)}</li>`).join('')
  return `<ul style="margin:0 0 16px;padding:0 0 0 20px">${items}</ul>`
}
