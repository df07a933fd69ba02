/** Places of the page where the focus goes when something elsewhere has changed what the list shows. */
export const listRegion = 'users-region'
export const searchField = 'users-search'

export function showList(): void {
  const region = document.getElementById(listRegion)
  region?.scrollIntoView({ block: 'start' })
  region?.focus({ preventScroll: true })
}
