/** A stretch of a sentence: important (between `<b>` and `</b>` in the translations), found by the search, or plain. */
export type Piece = { readonly text: string; readonly bold: boolean; readonly found: boolean }

const apostrophes = /['`´‘’ʼ]/

/** One letter as it is compared: lower case, no accent; an apostrophe counts as nothing. */
const foldLetter = (letter: string): string =>
  apostrophes.test(letter) ? '' : letter.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase()

/** A text as it is compared: `Perché l’Amministratore?` → `perche lamministratore?` */
export const fold = (text: string): string => [...text.replace(/<\/?b>/g, '')].map(foldLetter).join('')

/** The words somebody looks for; all of them must occur. */
export const termsOf = (query: string): readonly string[] => fold(query).split(/\s+/).filter(Boolean)

/** Whether every word occurs somewhere in these texts. */
export function hasAll(texts: readonly string[], terms: readonly string[]): boolean {
  const whole = texts.map(fold).join('\n')
  return terms.every((term) => whole.includes(term))
}

/** A sentence cut where it changes from plain to bold, and from not found to found. */
export function piecesOf(sentence: string, terms: readonly string[]): readonly Piece[] {
  const letters = lettersOf(sentence)
  const found = marksOf(
    letters.map(({ letter }) => foldLetter(letter)),
    terms,
  )
  const pieces: { text: string; bold: boolean; found: boolean }[] = []
  letters.forEach(({ letter, bold }, place) => {
    const last = pieces.at(-1)
    if (last && last.bold === bold && last.found === found[place]) last.text += letter
    else pieces.push({ text: letter, bold, found: found[place] ?? false })
  })
  return pieces
}

/** Every letter of a sentence, and whether it stands between `<b>` and `</b>`. */
const lettersOf = (sentence: string): { letter: string; bold: boolean }[] =>
  sentence.split(/<\/?b>/).flatMap((part, place) => [...part].map((letter) => ({ letter, bold: place % 2 === 1 })))

/** Which letters belong to a word that was looked for. */
function marksOf(folded: readonly string[], terms: readonly string[]): boolean[] {
  const marks = folded.map(() => false)
  // Where each letter begins in the folded text: one letter may fold to several, or to none.
  const starts: number[] = []
  let whole = ''
  for (const letter of folded) {
    starts.push(whole.length)
    whole += letter
  }
  for (const term of terms) {
    for (let at = whole.indexOf(term); at !== -1; at = whole.indexOf(term, at + term.length)) {
      starts.forEach((start, place) => {
        if (start >= at && start < at + term.length && folded[place] !== '') marks[place] = true
      })
    }
  }
  return marks
}
