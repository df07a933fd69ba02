import type { EmailAddressLetters } from '../../mail.ts'

export const emailAddress: EmailAddressLetters = {
  'verify-email': ({ code, link, maskedNumber, minutes, hours }) => ({
    subject: 'Conferma il tuo indirizzo e-mail',
    paragraphs: [
      `Scrivi questo codice nel portale per confermare l’indirizzo della linea ${maskedNumber}.`,
      { value: code },
      `Il codice vale ${minutes} minuti.`,
      `Hai chiuso la pagina? Apri il link entro ${hours} ore: ti chiediamo solo il numero di telefono.`,
      'Non l’hai chiesto tu? Ignora questo messaggio: non cambia nulla.',
    ],
    action: { label: 'Conferma l’indirizzo', link },
  }),

  'email-confirmed': ({ maskedNumber }) => ({
    subject: 'Indirizzo e-mail confermato',
    paragraphs: [
      `Questo indirizzo è confermato per la linea ${maskedNumber}.`,
      'Qui ricevi le istruzioni se dimentichi la password, e gli avvisi di sicurezza.',
    ],
  }),

  'email-changed': ({ maskedNumber, newMasked, undoLink, days }) => ({
    subject: 'L’indirizzo e-mail della tua linea è cambiato',
    paragraphs: [
      `La linea ${maskedNumber} ora usa l’indirizzo ${newMasked}.`,
      'Sei stato tu? Non devi fare nulla.',
      `Non sei stato tu? Annulla la modifica entro ${days} giorni: rimettiamo questo indirizzo.`,
    ],
    action: { label: 'Annulla la modifica', link: undoLink },
  }),

  'email-undone': ({ maskedNumber }) => ({
    subject: 'Abbiamo rimesso il tuo indirizzo e-mail',
    paragraphs: [
      `La linea ${maskedNumber} usa di nuovo questo indirizzo.`,
      'Abbiamo chiuso tutti gli accessi aperti. Ora scegli una nuova password con “Reset Password”.',
    ],
  }),

  'email-entered-by-administrator': ({ link, maskedNumber, hours }) => ({
    subject: 'Conferma il tuo indirizzo e-mail',
    paragraphs: [
      `L’Amministratore del centralino ha inserito questo indirizzo per la linea ${maskedNumber}.`,
      `Confermalo entro ${hours} ore: ti chiediamo solo il numero di telefono.`,
      'La linea non è tua? Ignora questo messaggio.',
    ],
    action: { label: 'Conferma l’indirizzo', link },
  }),
}
