/** The languages of the product. `it` is the model; every other one is typed against it. */
export const languages = ['it', 'en'] as const

export type Language = (typeof languages)[number]

/** Same keys, any words: what a translation of a room must satisfy. */
export type Same<Model> = { [Key in keyof Model]: Model[Key] extends string ? string : Same<Model[Key]> }

/** Whether somebody’s preference is a language we speak. */
export const isLanguage = (tag: string | null | undefined): tag is Language =>
  languages.some((language) => language === tag)

/**
 * The language to speak: the account’s, else the one chosen on this computer, else the first we share
 * with the browser, else Italian.
 */
export function chooseLanguage(account: string | null, chosen: string | null, browser: readonly string[]): Language {
  if (isLanguage(account)) return account
  if (isLanguage(chosen)) return chosen
  return browser.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'it'
}
