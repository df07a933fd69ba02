import type { LetterText, Paragraph } from '#translations/mail.ts'

/** The plain part of a letter: paragraphs, the link on a line of its own, the foot under the customary mark. */
export function textOf({ paragraphs, action }: LetterText, foot: readonly string[]): string {
  const parts = paragraphs.map(paragraph)
  if (action) parts.push(`${action.label}:\n${action.link}`)
  // "-- " on its own line begins a signature (RFC 3676 4.3).
  if (foot.length > 0) parts.push(`-- \n${foot.join('\n')}`)
  return parts.join('\n\n')
}

function paragraph(part: Paragraph): string {
  if (typeof part === 'string') return part
  if ('value' in part) return `    ${part.value}`
  return part.list.map((item) => `- ${item}`).join('\n')
}
