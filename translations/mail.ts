/**
 * The letters of the product: which there are, what each must be told, and what a language says in it.
 * A language that lacks a letter, or forgets a fact's type, does not compile.
 *
 * Numbers in letters to a line’s holder are masked, because mail is read on other people’s screens
 * (spec/security 2.4); the administrator’s digest names them in full, as Gestione dati does. A letter names
 * its line even so, since two lines may share one mailbox (spec/product A6). No letter carries a password
 * except `credentials`, `credentials-secret`, `temporary-password` and `support-restore`.
 */

/** To the subscription’s contact, when a company begins (guide 2.1, S20). */
type CredentialsFacts = {
  credentials: {
    company: string
    /** Where people sign in. */
    portal: string
    /** Numbers of the administrators. */
    numbers: readonly string[]
    /** Null when the secret travels by SMS, apart from the address. */
    temporaryPassword: string | null
    supportNumber: string
  }
  'credentials-secret': { temporaryPassword: string }
}

/** Proving and changing the reference e-mail (guide figures 4, 11, 12; spec/security 2.2). */
type EmailAddressFacts = {
  'verify-email': { code: string; link: string; maskedNumber: string; minutes: number; hours: number }
  'email-confirmed': { maskedNumber: string }
  /** To the old address; its link takes the change back. */
  'email-changed': { maskedNumber: string; newMasked: string; undoLink: string; days: number }
  /** To the address that was put back. */
  'email-undone': { maskedNumber: string }
  'email-entered-by-administrator': { link: string; maskedNumber: string; hours: number }
}

/** Forgotten, changed, given and expiring passwords (guide 2.3.1, 2.4; spec/security 2.3, 2.4). */
type PasswordFacts = {
  reset: { link: string; maskedNumber: string; minutes: number }
  /** A reset to an address that somebody else entered: the link proves it too (E21). */
  'confirm-and-reset': { link: string; maskedNumber: string; minutes: number }
  'password-changed': { maskedNumber: string; at: Date; device: string; supportNumber: string }
  /** Without the secret: the administrator handed it over. */
  'temporary-password-set': { maskedNumber: string; by: string; at: Date }
  'temporary-password': { temporaryPassword: string; portal: string; maskedNumber: string; expiresAt: Date }
  'expiry-warning': { maskedNumber: string; days: number; expiresAt: Date; portal: string }
  'password-expired': { maskedNumber: string; portal: string }
}

export type SecurityChange = 'passkey-added' | 'passkey-removed' | 'totp-added' | 'totp-removed'

export type StaffSecurityChange = SecurityChange | 'recovery-codes-renewed' | 'password-changed' | 'access-reset'

/** What somebody should know at once, in case it was not them (ASVS 5.0 6.3.5, 6.3.7). */
type SecurityFacts = {
  'security-change': { what: SecurityChange; maskedNumber: string; at: Date; supportNumber: string }
  /** To one of the provider's people; `by`: the colleague who did it. */
  'staff-security-change': {
    what: StaffSecurityChange
    name: string
    by: string | null
    at: Date
    device: string
    ip: string
  }
  'new-device-after-failures': { maskedNumber: string; at: Date; device: string; ip: string }
  /** A remembered computer’s old token came back: somebody may have copied it (spec/security 2.6). */
  'remember-revoked': { maskedNumber: string; at: Date; device: string }
  /** Calls may now be sent to a number outside that this line never used before (spec/security TEL-9). */
  'forward-number-added': {
    maskedNumber: string
    /** Masked as well. */
    numbers: readonly string[]
    /** The administrator who did it; null: the line itself. */
    by: string | null
    /** The star code that was dialled. */
    code: string | null
    at: Date
    supportNumber: string
  }
  'calls-abroad-opened': { maskedNumber: string; by: string; at: Date }
  /** A limit of calls outside half used or reached, or calls abroad held (spec/security TEL-7, TEL-8). */
  'call-alarm': {
    kind: 'half' | 'most' | 'reached' | 'held'
    /** A cap of what calls cost. */
    inEuro: boolean
    name: string
    maskedNumber: string
    at: Date
    wholeCompany: boolean
    supportNumber: string
  }
  /** The provider has decided what the company may call at most, or what calls cost. */
  'call-ceiling-changed': { company: string; at: Date; reason: string; supportNumber: string }
}

/** To those who answer for the company (spec/security 1.4.8, 2.9). */
type CompanyFacts = {
  /** `lines` may be shorter than `count`. */
  'activations-digest': {
    count: number
    lines: readonly { number: string; name: string; at: Date }[]
    portal: string
  }
  /** A user waits: the company approves each activation (1.4.13). */
  'activation-waiting': { number: string; name: string; at: Date; portal: string }
  'administrator-activated': { number: string; name: string; at: Date; ip: string; supportNumber: string }
  'support-restore': {
    company: string
    number: string
    temporaryPassword: string
    hours: number
    portal: string
    supportNumber: string
  }
  'support-restore-notice': { number: string; at: Date; stopLink: string; days: number; supportNumber: string }
  /** Before it is done, while an administrator can still be asked: agree, or stop it. */
  'support-restore-asked': {
    number: string
    at: Date
    /** Nothing is restored before then, unless an administrator agrees. */
    notBefore: Date
    link: string
    /** Also agree to it: to the other administrators. */
    mayConsent: boolean
    supportNumber: string
  }
  'support-restore-stopped': { number: string; at: Date; supportNumber: string }
  /** The notice for a contract that has no address: to its mobile. */
  'support-restore-text': { number: string; stopLink: string; supportNumber: string }
}

/** A line that is suspended, changes hands, or is asked to renew its password in good time (spec/security 2.2). */
type PeopleFacts = {
  'line-suspended': { maskedNumber: string; by: string; at: Date }
  'line-resumed': { maskedNumber: string; by: string; at: Date }
  /** To whoever held it. */
  'line-reassigned': { maskedNumber: string; company: string; at: Date; days: number }
  /** To whoever holds it now: the number is the login name, so it is written out. */
  'line-given': { link: string; number: string; company: string; hours: number }
  /** To every administrator; `sites` is empty for the whole company. */
  'administrator-role': {
    change: 'granted' | 'limited' | 'revoked'
    number: string
    name: string
    sites: readonly string[]
    by: string
    at: Date
    supportNumber: string
  }
  'renewal-request': { maskedNumber: string; expiresAt: Date; portal: string }
}

/** Bringing everybody through the first access (spec/product 7.2.5; spec/security 1.4.10, 2.2). No letter has a secret. */
type FirstAccessFacts = {
  /** `link`: the portal; for `confirm` the page that proves the address. */
  'first-access-reminder': {
    missing: 'enter' | 'add-email' | 'confirm'
    link: string
    maskedNumber: string
    by: string
    company: string
  }
  'first-access-reminder-sms': { portal: string; line: string }
  invitation: { link: string; maskedNumber: string; by: string; company: string; hours: number }
  /** To the address that was on the line until now. */
  'line-reopened': { maskedNumber: string; by: string; at: Date }
}

export type LetterFacts = FirstAccessFacts &
  PeopleFacts &
  CredentialsFacts &
  EmailAddressFacts &
  PasswordFacts &
  SecurityFacts &
  CompanyFacts
export type LetterName = keyof LetterFacts

/** A value to copy (a code, a password), or a list; plain text otherwise. */
export type Paragraph = string | { readonly value: string } | { readonly list: readonly string[] }

export type LetterText = {
  readonly subject: string
  readonly paragraphs: readonly Paragraph[]
  readonly action?: { readonly label: string; readonly link: string }
}

/** Facts as a language receives them: instants written out in Italian time, numbers as people write them. */
export type Shown<Facts> = Facts extends Date
  ? string
  : Facts extends object
    ? { [Key in keyof Facts]: Shown<Facts[Key]> }
    : Facts

/** What the house is called and who helps; the same in every letter of an installation. */
export type Brand = { readonly name: string; readonly supportNumber: string }

export type Letters = {
  readonly [Name in LetterName]: (facts: Shown<LetterFacts[Name]>, brand: Brand) => LetterText
}

/** What every language has. */
export type MailWords = Letters & {
  /** Under every letter. */
  readonly foot: (brand: Brand) => readonly string[]
}

// One file a group in every language.
export type CredentialsLetters = Pick<Letters, keyof CredentialsFacts>
export type EmailAddressLetters = Pick<Letters, keyof EmailAddressFacts>
export type PasswordLetters = Pick<Letters, keyof PasswordFacts>
export type SecurityLetters = Pick<Letters, keyof SecurityFacts>
export type FirstAccessLetters = Pick<Letters, keyof FirstAccessFacts>
export type CompanyLetters = Pick<Letters, keyof CompanyFacts>
export type PeopleLetters = Pick<Letters, keyof PeopleFacts>
