import { isLanguage, type Language, languages } from '#translations/index.ts'

/** What a deployment may call its own; the server writes it into the page. */
export type Brand = {
  readonly name: string
  readonly supportNumber: string
  readonly legalFooter: string
  readonly languages: readonly Language[]
}

const plain: Brand = { name: 'Office Smart WEB', supportNumber: '1928', legalFooter: '', languages }

function read(): Brand {
  const content = document.querySelector<HTMLMetaElement>('meta[name="osw-brand"]')?.content
  if (!content) return plain
  const given = JSON.parse(content) as Partial<Record<keyof Brand, unknown>>
  const text = (key: 'name' | 'supportNumber' | 'legalFooter') => {
    const value = given[key]
    return typeof value === 'string' ? value : plain[key]
  }
  const spoken = Array.isArray(given.languages) ? given.languages.filter(isLanguage) : []
  return {
    name: text('name'),
    supportNumber: text('supportNumber'),
    legalFooter: text('legalFooter'),
    languages: spoken.length > 0 ? spoken : plain.languages,
  }
}

export const brand: Brand = read()

/** The product in running text: “Accedi a Office Smart”, without the last word of the wordmark. */
export const productName = brand.name.replace(/ WEB$/i, '')
