import type { SecurityChange, SecurityLetters, StaffSecurityChange } from '../../mail.ts'

const changes: Record<SecurityChange, string> = {
  'passkey-added': 'È stata aggiunta una passkey',
  'passkey-removed': 'È stata tolta una passkey',
  'totp-added': 'È stata aggiunta un’app di autenticazione',
  'totp-removed': 'È stata tolta l’app di autenticazione',
}

const staffChanges: Record<StaffSecurityChange, string> = {
  ...changes,
  'recovery-codes-renewed': 'Sono stati creati nuovi codici di recupero',
  'password-changed': 'La password è stata modificata',
  'access-reset': 'L’accesso è stato azzerato: password temporanea, seconde verifiche tolte',
}

export const security: SecurityLetters = {
  'security-change': ({ what, maskedNumber, at, supportNumber }) => ({
    subject: changes[what],
    paragraphs: [
      `${changes[what]} per la linea ${maskedNumber} il ${at}.`,
      'Sei stato tu? Non devi fare nulla.',
      `Non sei stato tu? Cambia subito la password e avvisa l’Amministratore, oppure chiama il ${supportNumber}.`,
    ],
  }),

  'staff-security-change': ({ what, name, by, at, device, ip }) => ({
    subject: `Il tuo accesso al banco: ${staffChanges[what].charAt(0).toLowerCase()}${staffChanges[what].slice(1)}`,
    paragraphs: [
      `${name}, ${at}. ${staffChanges[what]}.`,
      by === null ? `Dispositivo: ${device}. Indirizzo di rete: ${ip}.` : `Lo ha fatto ${by}.`,
      'Te lo aspettavi? Non devi fare nulla.',
      'Non te lo aspettavi? Avvisa subito un supervisore, che può chiudere il tuo accesso.',
    ],
  }),

  'new-device-after-failures': ({ maskedNumber, at, device, ip }) => ({
    subject: 'Nuovo accesso alla tua linea',
    paragraphs: [
      `Qualcuno è entrato nel portale con la linea ${maskedNumber} il ${at}, dopo alcuni tentativi sbagliati.`,
      `Dispositivo: ${device}. Indirizzo di rete: ${ip}.`,
      'Sei stato tu? Non devi fare nulla.',
      'Non sei stato tu? Usa subito “Reset Password” e avvisa l’Amministratore.',
    ],
  }),

  'forward-number-added': ({ maskedNumber, numbers, by, code, at, supportNumber }) => ({
    subject: 'Un nuovo numero può ricevere le tue chiamate',
    paragraphs: [
      `Il ${at} alle impostazioni di chiamata della linea ${maskedNumber} è stato aggiunto:`,
      { list: numbers },
      by
        ? `Lo ha fatto l’Amministratore ${by}.`
        : code
          ? `È stato fatto dal telefono con il codice ${code}.`
          : 'È stato fatto dal portale con la tua password.',
      'Ti torna? Non devi fare nulla.',
      `Non ti torna? Controlla gli inoltri nel portale e avvisa l’Amministratore, oppure chiama il ${supportNumber}.`,
    ],
  }),

  'calls-abroad-opened': ({ maskedNumber, by, at }) => ({
    subject: 'Dalla tua linea ora si può chiamare l’estero',
    paragraphs: [
      `Il ${at} l’Amministratore ${by} ha aperto le chiamate verso l’estero per la linea ${maskedNumber}.`,
      'Se non ti serve, chiedi all’Amministratore di chiuderle.',
    ],
  }),

  'call-alarm': ({ kind, inEuro, name, maskedNumber, at, wholeCompany, supportNumber }) => {
    const stage = kind === 'half' || kind === 'most' || kind === 'reached' ? kind : 'held'
    const what = inEuro ? 'un limite di spesa per le chiamate' : 'un limite di chiamata'
    const subjects = {
      half: `Metà di ${what} è già usata`,
      most: `L’80% di ${what} è già usato`,
      reached: inEuro ? 'Un limite di spesa per le chiamate è raggiunto' : 'Un limite di chiamata è raggiunto',
      held: 'Chiamate verso l’estero fermate per un’ora',
    }
    const texts = {
      half: `Il ${at} è stata superata la metà di ${what} verso l’esterno.`,
      most: `Il ${at} è stato superato l’80% di ${what} verso l’esterno.`,
      reached: inEuro
        ? `Il ${at} è stato raggiunto ${what} verso l’esterno: altre chiamate a pagamento non partono.`
        : `Il ${at} è stato raggiunto ${what} verso l’esterno: altre chiamate di questo tipo non partono.`,
      held: `Il ${at} abbiamo visto chiamate verso l’estero insolite. Per un’ora non ne partono altre.`,
    }
    return {
      subject: subjects[stage],
      paragraphs: [
        texts[stage],
        `Ultima linea: ${name} (${maskedNumber}).${wholeCompany ? ' Riguarda tutta l’azienda.' : ''}`,
        'Le chiamate di emergenza partono sempre.',
        `Sono chiamate vostre? Un Amministratore trova tutto in Gestione dati, Limiti e avvisi. Non lo sono? Chiama il ${supportNumber}.`,
      ],
    }
  },

  'call-ceiling-changed': ({ company, at, reason, supportNumber }) => ({
    subject: 'Il tetto del traffico della tua azienda è cambiato',
    paragraphs: [
      `Il ${at} abbiamo cambiato quanto ${company} può chiamare verso l’esterno, o quanto costano le chiamate.`,
      `Motivo: ${reason}`,
      'Lo trovi nel portale in Gestione dati, Limiti e avvisi. Le chiamate di emergenza partono sempre.',
      `Domande? Chiama il ${supportNumber}.`,
    ],
  }),

  'remember-revoked': ({ maskedNumber, at, device }) => ({
    subject: 'Un computer ricordato è stato disconnesso',
    paragraphs: [
      `Il ${at} qualcuno ha usato di nuovo un accesso già scaduto alla linea ${maskedNumber}.`,
      `Per sicurezza abbiamo disconnesso questo dispositivo: ${device}.`,
      'Accedi di nuovo con la password. Se non riconosci il dispositivo, cambiala.',
    ],
  }),
}
