/** GSM 7-bit default alphabet, by septet (3GPP TS 23.038 6.2.1); the escape at 0x1B is not a letter. */
const basic =
  '@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞ\u001bÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà'
/** Its extension, after the escape (6.2.1.1). */
const extended: Readonly<Record<string, number>> = {
  '\f': 0x0a,
  '^': 0x14,
  '{': 0x28,
  '}': 0x29,
  '\\': 0x2f,
  '[': 0x3c,
  '~': 0x3d,
  ']': 0x3e,
  '|': 0x40,
  '€': 0x65,
}
const toExtension = 0x1b

/**
 * Letters that Italian text has and GSM lacks, with what people write instead: one typographic apostrophe would
 * otherwise turn a whole message into UCS-2 and cost twice the pieces. Accented vowels that GSM knows stay.
 */
const likeness: Readonly<Record<string, string>> = {
  '’': "'",
  '‘': "'",
  '“': '"',
  '”': '"',
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  À: "A'",
  È: "E'",
  Ì: "I'",
  Ò: "O'",
  Ù: "U'",
}

export type Alphabet = 'gsm' | 'ucs2'
/** The pieces of a message as a gateway takes them: septets one a byte, or UTF-16 big-endian. */
export type SplitText = { readonly alphabet: Alphabet; readonly parts: readonly Uint8Array[] }

/** What fits in one piece, alone and as one of several with a 6-byte header (3GPP TS 23.040 9.2.3.24.1). */
const room = { gsm: { alone: 160, joined: 153 }, ucs2: { alone: 140, joined: 134 } } as const

/**
 * Writes a text in the alphabet it needs and cuts it where no letter is cut: GSM where every letter is in it, also by
 * its likeness; else UCS-2.
 * @param whole one piece however long, for a gateway that cuts by itself
 */
export function splitText(text: string, whole = false): SplitText {
  const letters = lettersInGsm(text)
  const alphabet = letters ? 'gsm' : 'ucs2'
  const bytes = letters ?? [...text].map(utf16)
  const total = bytes.reduce((sum, letter) => sum + letter.length, 0)
  const { alone, joined } = room[alphabet]
  return { alphabet, parts: whole || total <= alone ? [Uint8Array.from(bytes.flat())] : cut(bytes, joined) }
}

/** Reads a piece back: for receipts and tests. */
export function readGsm(bytes: Uint8Array): string {
  let text = ''
  for (let i = 0; i < bytes.length; i += 1) {
    const code = bytes[i] ?? 0
    if (code !== toExtension) text += basic[code] ?? ''
    else {
      i += 1
      text += Object.keys(extended).find((letter) => extended[letter] === bytes[i]) ?? ' '
    }
  }
  return text
}

function lettersInGsm(text: string): number[][] | undefined {
  const letters: number[][] = []
  for (const letter of text.normalize('NFC')) {
    const plain = inGsm(letter) ? [letter] : [...(likeness[letter] ?? '')]
    if (plain.length === 0 || !plain.every(inGsm)) return undefined
    for (const one of plain) letters.push(septets(one))
  }
  return letters
}

const inGsm = (letter: string): boolean =>
  (letter !== '\u001b' && basic.includes(letter)) || extended[letter] !== undefined

function septets(letter: string): number[] {
  const code = extended[letter]
  return code === undefined ? [basic.indexOf(letter)] : [toExtension, code]
}

/** A letter outside the basic plane is four bytes and stays together. */
function utf16(letter: string): number[] {
  return [...letter].flatMap((one) =>
    Array.from({ length: one.length }, (_, i) => one.charCodeAt(i)).flatMap((unit) => [unit >> 8, unit & 0xff]),
  )
}

function cut(letters: readonly (readonly number[])[], longest: number): Uint8Array[] {
  const parts: number[][] = [[]]
  for (const letter of letters) {
    let part = parts.at(-1) as number[]
    if (part.length + letter.length > longest) {
      part = []
      parts.push(part)
    }
    part.push(...letter)
  }
  return parts.map((part) => Uint8Array.from(part))
}
