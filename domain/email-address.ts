/** An address as we store it: NFC, domain in lower case, the local part as its owner writes it. */
export type EmailAddress = string & { readonly brand: 'EmailAddress' }

/** RFC 5321 4.5.3.1: 64 octets before the @, 254 for a path without its angle brackets. */
const longest = { whole: 254, local: 64, label: 63 }

// RFC 5322 atoms, plus letters of any script (RFC 6531). Quoted local parts are legal, unused, and the usual
// way to smuggle markup or a second header into a mail, so they are refused (E22).
const local = /^[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+(?:\.[\p{L}\p{M}\p{N}!#$%&'*+/=?^_`{|}~-]+)*$/u
const label = /^[\p{L}\p{N}](?:[\p{L}\p{M}\p{N}-]*[\p{L}\p{M}\p{N}])?$/u

/** Reads an address as somebody types it; undefined when no mail could reach it. */
export function readEmailAddress(input: string): EmailAddress | undefined {
  if (input.length > 4 * longest.whole) return undefined
  const typed = input.trim().normalize('NFC')
  const at = typed.lastIndexOf('@')
  const before = typed.slice(0, at)
  const domain = typed.slice(at + 1).toLowerCase()
  if (at < 1 || !local.test(before) || octets(before) > longest.local) return undefined
  if (!isMailDomain(domain) || octets(before) + 1 + octets(domain) > longest.whole) return undefined
  return `${before}@${domain}` as EmailAddress
}

/** The same mailbox for counting lines per address: letter case never tells two mailboxes apart in practice. */
export function mailboxKey(address: EmailAddress): string {
  return address.toLowerCase()
}

/** `m•••@r•••.it`: enough for its owner to recognise, not enough to write to (spec/security 2.3). */
export function maskEmailAddress(address: EmailAddress): string {
  const at = address.lastIndexOf('@')
  const [first = ''] = address
  const [domain = ''] = address.slice(at + 1)
  return `${first}•••@${domain}•••${address.slice(address.lastIndexOf('.'))}`
}

function isMailDomain(domain: string): boolean {
  const labels = domain.split('.')
  const top = labels.at(-1) ?? ''
  return (
    labels.length > 1 &&
    labels.every((x) => label.test(x) && octets(x) <= longest.label) &&
    top.length > 1 &&
    !/^\d+$/.test(top)
  )
}

function octets(text: string): number {
  return new TextEncoder().encode(text).length
}
