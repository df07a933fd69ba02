/**
 * The page numbers to offer: first, last, the current one and its neighbours; `gap` stands for those in between.
 * A gap of one page is that page.
 */
export function pagesShown(page: number, pages: number): readonly (number | 'gap')[] {
  const wanted = new Set([1, pages, page - 1, page, page + 1].filter((number) => number >= 1 && number <= pages))
  const shown: (number | 'gap')[] = []
  let before = 0
  for (const number of [...wanted].sort((a, b) => a - b)) {
    if (number === before + 2) shown.push(before + 1)
    else if (number > before + 2) shown.push('gap')
    shown.push(number)
    before = number
  }
  return shown
}
