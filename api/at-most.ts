/**
 * The bound of an `LRUCache` that takes memory for what it holds. `max` would set all its places aside at once:
 * some two megabytes for fifty thousand, however few are ever used.
 */
export const atMost = (entries: number) => ({ maxSize: entries, sizeCalculation: one })

const one = () => 1
