import { piecesOf } from './find.ts'

/** A sentence with its labels in bold and the words somebody looks for marked. */
export function Found({ text, terms }: { text: string; terms: readonly string[] }) {
  return piecesOf(text, terms).map(({ text, bold, found }, place) => {
    const key = `${place}-${text}`
    if (bold) return <b key={key}>{found ? <mark>{text}</mark> : text}</b>
    return found ? <mark key={key}>{text}</mark> : <span key={key}>{text}</span>
  })
}
