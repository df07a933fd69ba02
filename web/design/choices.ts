type Choices = typeof import('./Choice.tsx')

let here: Choices | undefined

/** The list of a choice and what floats it over the page: 50 KB that a page can be read without. */
export async function loadChoice(): Promise<Choices['Choice']> {
  here ??= await import('./Choice.tsx')
  return here.Choice
}

/** Nobody waits for it: should it fail, opening the choice tries again. */
export const fetchChoice = (): void => void loadChoice().catch(() => {})
