import type { DestinationClass } from './destination-class.ts'

/**
 * Beginnings of E.164 numbers and the class of what follows; the longest that fits counts (spec/security TEL-1, product
 * 8.1). libphonenumber does not serve here: it takes +88161… for a mobile and 1928 for no number at all.
 * As of November 2026.
 */

/** National ranges of +39, after AGCOM's numbering plan. */
const italian: Partial<Record<DestinationClass, string>> = {
  national: '0 55',
  mobile: '3',
  free: '800 803',
  shared: '840 841 847 848',
  personal: '178 199',
  premium: '89 144 163 164 165 166 12 4',
  internet: '70',
  provider: '1',
}

/** Country codes of the European Union and the European Economic Area. */
const european =
  '30 31 32 33 34 351 352 353 354 356 357 358 359 36 370 371 372 385 386 40 420 421 423 43 45 46 47 48 49'

/**
 * Where most revenue-share fraud goes: islands and countries whose ranges are rented out, and foreign premium ranges.
 * Kept by the provider; a company cannot open them by itself.
 */
const highRisk =
  '53 216 220 221 222 224 226 228 231 232 235 236 239 242 243 245 246 247 252 253 257 261 263 265 267 268 269 290 ' +
  '375 387 500 592 593 597 670 672 674 675 676 677 678 682 683 685 686 687 688 690 691 692 850 855 856 960 992 993 994 ' +
  '1242 1246 1264 1268 1284 1345 1441 1473 1649 1664 1721 1758 1767 1784 1809 1829 1849 1868 1869 1876 1900 ' +
  '4470 449 3389 4990 3490'

/** Satellites and global services; +888 is for disaster relief, +979 for worldwide premium calls. */
const satellite = '870 878 881 882 883 888 979'

const rows = (prefixes: string, before: string, of: DestinationClass): [string, DestinationClass][] =>
  prefixes.split(' ').map((prefix) => [`+${before}${prefix}`, of])

/** By prefix, with its `+`: `+393` → `mobile`. */
export const destinationPrefixes: ReadonlyMap<string, DestinationClass> = new Map([
  ...Object.entries(italian).flatMap(([of, prefixes]) => rows(prefixes, '39', of as DestinationClass)),
  ...rows(european, '', 'intl-eu'),
  ...rows(highRisk, '', 'intl-high-risk'),
  ...rows(satellite, '', 'satellite'),
  // Universal international freephone.
  ...rows('800', '', 'free'),
])
