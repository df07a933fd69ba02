/** What a gateway's address and body may name. */
export type TextFacts = { readonly to: string; readonly text: string; readonly from: string; readonly id: string }

const word = /\{(to|text|from|id)\}/g

/** Puts the facts into an address or a form; each as one value, whatever is in it. */
export const fillForm = (template: string, facts: TextFacts): string =>
  template.replace(word, (_, name: keyof TextFacts) => encodeURIComponent(facts[name]))

/** Puts the facts into JSON, inside the strings that name them. */
export const fillJson = (template: string, facts: TextFacts): string =>
  template.replace(word, (_, name: keyof TextFacts) => JSON.stringify(facts[name]).slice(1, -1))

export const looksLikeJson = (template: string): boolean => /^\s*[[{]/.test(template)

/** The value at `messages.0.id`; undefined when there is none, or it is no text or number. */
export function valueAt(tree: unknown, path: string): string | undefined {
  let here = tree
  for (const step of path.split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, step)) return undefined
    here = (here as Record<string, unknown>)[step]
  }
  return typeof here === 'string' || typeof here === 'number' ? String(here) : undefined
}
