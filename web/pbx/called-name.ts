/** “Giulia” for Giulia Ferrero; “Sala riunioni” and the like are called by their whole name. */
export function calledName(name: string): string {
  const words = name.trim().split(/\s+/)
  const isPerson = words.length > 1 && words.every((word) => /^\p{Lu}[\p{L}'’.-]*$/u.test(word))
  return isPerson ? (words[0] ?? name) : name
}
