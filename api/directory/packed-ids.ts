/** Ids of many lines, 16 bytes each: the found lines in their order, small enough to keep. */
export type PackedIds = Buffer

const idBytes = 16

/** For keeping: small buffers are slices of a larger one, which would be kept with them. */
export function ownCopy(ids: PackedIds): PackedIds {
  const copy = Buffer.allocUnsafeSlow(ids.length)
  ids.copy(copy)
  return copy
}

export const countIds = (ids: PackedIds): number => ids.length / idBytes

/** Ids from `from` up to, not including, `to`; backwards, the order is read from its end. */
export function idsBetween(ids: PackedIds, from: number, to: number, backwards: boolean): string[] {
  const count = countIds(ids)
  const places = Array.from({ length: Math.max(0, Math.min(to, count) - from) }, (_, i) => from + i)
  return places.map((place) => idAt(ids, backwards ? count - 1 - place : place))
}

function idAt(ids: PackedIds, place: number): string {
  const hex = ids.toString('hex', place * idBytes, (place + 1) * idBytes)
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
