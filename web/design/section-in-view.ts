/** A section and how far its top is from the top of the window; undefined while it is not on the page. */
export type Reach = { readonly id: string; readonly top: number | undefined }

/** Below the bars: a heading above this line has been reached. */
const readingLine = 160

/** The last section whose heading has been reached; the last of all when the page cannot scroll any further. */
export function sectionInView(sections: readonly Reach[], atEnd: boolean): string | undefined {
  const there = sections.filter(({ top }) => top !== undefined)
  if (atEnd) return there.at(-1)?.id
  const reached = there.filter(({ top }) => (top ?? 0) <= readingLine)
  return (reached.at(-1) ?? there[0])?.id
}
