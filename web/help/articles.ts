import { useTranslation } from 'react-i18next'
import { sentencesOf } from '#translations/lines.ts'
import { brand } from '../shell/brand.ts'
import { fold, hasAll, termsOf } from './find.ts'

/** The topics, in the guide’s order (2.1, 2.2, 2.3.1, 2.3.2, 2.4), then what people ask afterwards. */
const names = [
  'start',
  'administrator',
  'byAdministrator',
  'byUser',
  'email',
  'forgotten',
  'expired',
  'remember',
  'profiles',
  'changePassword',
  'safer',
  'whoToCall',
] as const
type Name = (typeof names)[number]

/** Where each stands on the page, and in an address somebody sends: `/assistenza#password-dimenticata`. */
const addresses: Readonly<Record<Name, string>> = {
  start: 'prima-di-cominciare',
  administrator: 'primo-accesso-amministratore',
  byAdministrator: 'primo-accesso-degli-utenti',
  byUser: 'primo-accesso-utente',
  email: 'e-mail',
  forgotten: 'password-dimenticata',
  expired: 'password-scaduta',
  remember: 'ricordami',
  profiles: 'profili',
  changePassword: 'password-e-pin',
  safer: 'accesso-piu-sicuro',
  whoToCall: 'a-chi-rivolgersi',
}

export type Article = {
  readonly id: string
  readonly title: string
  readonly lead: string
  /** Numbered: “Passo 1”, “Passo 2”. */
  readonly steps: readonly string[]
  readonly after: readonly string[]
}

/** The topics in the language on screen; with words to look for, only the topics that hold them all. */
export function useArticles(query: string): readonly Article[] {
  const { t } = useTranslation('help')
  const terms = termsOf(query)
  const support = brand.supportNumber
  return names
    .map((name) => ({
      id: addresses[name],
      title: t(`article.${name}.title`),
      lead: t(`article.${name}.lead`),
      steps: sentencesOf(t(`article.${name}.steps`, { support })),
      after: sentencesOf(t(`article.${name}.after`, { support })),
    }))
    .filter(({ title, lead, steps, after }) => hasAll([title, lead, ...steps, ...after], terms))
}

/** Whether somebody is looking for something. */
export const isSearch = (query: string): boolean => fold(query).trim() !== ''
