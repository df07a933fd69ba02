/** One message of evapi: `<length>:<bytes>,` (D. J. Bernstein's netstrings). */
export function frame(text: string): string {
  return `${Buffer.byteLength(text)}:${text},`
}

/** Cuts what arrives into messages, whatever the network did to their borders. @throws when it is no netstring */
export function createUnframer(hear: (text: string) => void): (piece: Buffer) => void {
  let rest: Buffer = Buffer.alloc(0)
  return (piece) => {
    rest = rest.length ? Buffer.concat([rest, piece]) : piece
    for (;;) {
      const colon = rest.indexOf(0x3a)
      if (colon < 0) {
        if (rest.length > 10) throw new Error('not a netstring')
        return
      }
      const length = Number(rest.toString('latin1', 0, colon))
      if (!Number.isInteger(length)) throw new Error('not a netstring')
      const end = colon + 1 + length
      if (rest.length <= end) return
      hear(rest.toString('utf8', colon + 1, end))
      rest = rest.subarray(end + 1)
    }
  }
}
