/** A desk phone's hardware address: twelve hexadecimal digits, lower case. It names a phone and proves nothing (TEL-20). */
export type MacAddress = string & { readonly brand: 'MacAddress' }

/** Reads any usual spelling (`00:15:65:AB:CD:EF`, `00-15-…`, `0015.65ab.cdef`); undefined when no single phone has it. */
export function readMacAddress(input: string): MacAddress | undefined {
  const digits = input.normalize('NFKC').trim().toLowerCase()
  const groups =
    /^(?:[0-9a-f]{12}|[0-9a-f]{2}(?:([:\-. ])[0-9a-f]{2})(?:\1[0-9a-f]{2}){4}|[0-9a-f]{4}\.[0-9a-f]{4}\.[0-9a-f]{4})$/
  if (!groups.test(digits)) return undefined
  const mac = digits.replace(/[^0-9a-f]/g, '')
  // The lowest bit of the first octet means a group of receivers (IEEE 802), and nothing but zeros means nobody.
  const group = Number.parseInt(mac.slice(0, 2), 16) % 2 === 1
  return group || /^0+$/.test(mac) ? undefined : (mac as MacAddress)
}

/** As it is printed below the phone: `00:15:65:AB:CD:EF`. */
export function showMacAddress(mac: string): string {
  return (mac.match(/../g) ?? []).join(':').toUpperCase()
}
