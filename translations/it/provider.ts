import type { RefusalReason } from '#domain/provider/refusal.ts'

/** Words of the provider’s own acts: refusals, the technician’s sheet, the command line. */
const provider = {
  refusals: {
    'file-with-problems': 'Il file non va bene: nessuna linea è stata importata.',
    'company-name-missing': 'Manca il nome dell’azienda (--name), al massimo 120 caratteri.',
    'vat-number-invalid': '“{{value}}” non è una partita IVA.',
    'contact-email-invalid': '“{{value}}” non è un indirizzo e-mail (--contact-email).',
    'contact-mobile-invalid': '“{{value}}” non è un numero di cellulare (--contact-mobile).',
    'contact-email-missing': 'Per consegnare le credenziali per e-mail serve l’indirizzo del contratto.',
    'contact-mobile-missing': 'Per consegnare le credenziali con un SMS serve il cellulare del contratto.',
    'sms-unreachable': 'Questo portale non può inviare SMS: consegna le credenziali per e-mail o con il tecnico.',
    'activation-in-future': 'La data di attivazione è nel futuro.',
    'administrator-missing':
      'Nel file manca un Amministratore: scrivi “Amministratore” in Tipo utenza ad almeno una linea.',
    'number-in-use': 'Il numero {{number}} è già di una linea attiva: nessuna linea è stata importata.',
    'company-unknown': 'Nessuna azienda corrisponde a “{{company}}”.',
    'company-ambiguous': 'Più aziende corrispondono a “{{company}}”: indica la partita IVA o un numero.',
    'company-closed': 'Il contratto di questa azienda è cessato.',
    'number-unknown': 'Il numero {{number}} non è di nessuna linea.',
    'trunk-unreadable':
      'L’indirizzo “{{address}}” non si legge: scrivilo come sip:utente:segreto@host:5060;transport=tls.',
    'trunk-name-taken': 'C’è già un trunk di nome {{name}}.',
    'trunk-unknown': 'Non c’è un trunk di nome {{name}}.',
    'line-not-administrator':
      'Il numero {{number}} non è di un Amministratore: la password la ripristina l’Amministratore del centralino.',
    'line-not-live': 'La linea {{number}} non è attiva.',
    'ticket-missing': 'Manca il numero della richiesta (--ticket).',
    'people-missing': 'Servono due persone: chi richiede (--requested-by) e chi approva (--approved-by).',
    'same-person': 'Chi approva deve essere una persona diversa da chi richiede.',
    'staff-email-taken': 'C’è già un operatore con l’indirizzo {{value}}.',
    'email-invalid': '“{{value}}” non è un indirizzo e-mail.',
    'other-administrator':
      'L’Amministratore {{number}} può essere interpellato: indica chi ha dato il consenso (--consent-of) o da quando la richiesta è aperta (--requested-at, almeno 24 ore).',
    'consent-not-given': 'Il consenso deve essere di un altro Amministratore attivo con e-mail confermata.',
    'waiting-not-over': 'Non sono passate 24 ore dalla richiesta.',
    'contact-missing': 'Nel contratto non c’è un contatto raggiungibile: comunica la password a voce (--spoken).',
  } satisfies Record<RefusalReason, string>,

  sheet: {
    title: 'Scheda di attivazione',
    company: 'Azienda',
    vatNumber: 'Partita IVA',
    activatedAt: 'Attivato il',
    lines: 'Linee',
    linesValue: '{{lines}}, sedi: {{sites}}',
    portal: 'Portale',
    administrators: 'Amministratori',
    extension: 'interno {{extension}}',
    password: 'Password temporanea',
    validity: 'Vale per tutti gli utenti, fino al {{date}}.',
    firstAccess: 'Primo accesso',
    steps: [
      'Apri il portale e accedi con il numero di un Amministratore.',
      'Scegli “Utente (End user)” e modifica la password temporanea.',
      'Inserisci l’e-mail di riferimento e confermala.',
      'Poi possono accedere gli altri utenti, ognuno con il proprio numero.',
    ],
    deliveredTo: 'Consegnata a',
    on: 'il',
    customer: 'Firma cliente',
    technician: 'Firma tecnico',
  },
}

export default provider
