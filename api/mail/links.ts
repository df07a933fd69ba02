/** A web address up to white space or a mark that cannot be in one; not the full stop of the sentence around it. */
const link = /https?:\/\/[^\s<>"]*[^\s<>".,;:!?)\]’”]/g

export const linksIn = (text: string): string[] => text.match(link) ?? []

/** The text cut at its links: plain pieces and links in turn, beginning with a plain one. */
export function splitAtLinks(text: string): { plain: string; link: string | undefined }[] {
  const links = linksIn(text)
  const plain = text.split(link)
  return plain.map((piece, i) => ({ plain: piece, link: links[i] }))
}
