import type { PasswordLetters } from '../../mail.ts'

const inDays = (days: number) => (days === 1 ? 'tra un giorno' : `tra ${days} giorni`)

export const password: PasswordLetters = {
  reset: ({ link, maskedNumber, minutes }) => ({
    subject: 'Reset Password: scegli una nuova password',
    paragraphs: [
      `Hai chiesto di ripristinare la password della linea ${maskedNumber}.`,
      `Apri la pagina e scrivi il tuo numero e la nuova password. Il link vale ${minutes} minuti e una volta sola.`,
      'Non l’hai chiesto tu? Ignora questo messaggio: la password non cambia.',
    ],
    action: { label: 'Scegli la nuova password', link },
  }),

  'confirm-and-reset': ({ link, maskedNumber, minutes }) => ({
    subject: 'Conferma l’indirizzo e scegli una nuova password',
    paragraphs: [
      `Questo indirizzo è stato inserito per la linea ${maskedNumber}, ma non è ancora confermato.`,
      'Apri la pagina e scrivi il tuo numero e la nuova password: così confermi anche l’indirizzo.',
      `Il link vale ${minutes} minuti e una volta sola.`,
      'Non l’hai chiesto tu, o la linea non è tua? Ignora questo messaggio.',
    ],
    action: { label: 'Conferma e scegli la password', link },
  }),

  'password-changed': ({ maskedNumber, at, device, supportNumber }) => ({
    subject: 'La tua password è cambiata',
    paragraphs: [
      `La password della linea ${maskedNumber} è cambiata il ${at}.`,
      `Dispositivo: ${device}.`,
      'Sei stato tu? Non devi fare nulla.',
      `Non sei stato tu? Usa subito “Reset Password” e avvisa l’Amministratore, oppure chiama il ${supportNumber}.`,
    ],
  }),

  'temporary-password-set': ({ maskedNumber, by, at }) => ({
    subject: 'La tua linea ha una password temporanea',
    paragraphs: [
      `${by} ha impostato una password temporanea per la linea ${maskedNumber} il ${at}.`,
      'Quella di prima non vale più. Fatti dare la nuova dall’Amministratore: la cambi al primo accesso.',
      'Non te l’aspettavi? Chiedi all’Amministratore del centralino.',
    ],
  }),

  'temporary-password': ({ temporaryPassword, portal, maskedNumber, expiresAt }) => ({
    subject: 'La tua password temporanea',
    paragraphs: [
      `Ecco la password temporanea della linea ${maskedNumber}:`,
      { value: temporaryPassword },
      `Vale fino al ${expiresAt}. Al primo accesso ne scegli una tua.`,
    ],
    action: { label: 'Vai al portale', link: portal },
  }),

  'expiry-warning': ({ maskedNumber, days, expiresAt, portal }) => ({
    subject: `La tua password scade ${inDays(days)}`,
    paragraphs: [
      `La password della linea ${maskedNumber} scade il ${expiresAt}.`,
      'Cambiala prima: accedi, apri “Il mio profilo” e premi “Modifica password”.',
      'Le tue chiamate continuano a funzionare anche dopo.',
    ],
    action: { label: 'Vai al portale', link: portal },
  }),

  'password-expired': ({ maskedNumber, portal }) => ({
    subject: 'La tua password è scaduta',
    paragraphs: [
      `La password della linea ${maskedNumber} è scaduta. Le tue chiamate continuano a funzionare.`,
      'Per sceglierne una nuova apri il portale e premi “Reset Password”: ti inviamo le istruzioni a questo indirizzo.',
    ],
    action: { label: 'Vai al portale', link: portal },
  }),
}
