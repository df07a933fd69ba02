/** What is printed and handed over: the technician's sheet (S20, spec/product B4) and a person's own. */
const sheets = {
  technician: {
    title: 'Scheda di attivazione',
    company: 'Azienda',
    vatNumber: 'Partita IVA',
    activatedAt: 'Attivato il',
    portal: 'Portale',
    administrator: 'Amministratore',
    administrators: 'Amministratori',
    extension: 'interno {{extension}}',
    more: 'e altri {{count}}',
    password: 'Password temporanea',
    validity: 'Vale per tutti gli utenti del centralino che non hanno ancora fatto il primo accesso, fino al {{date}}.',
    firstAccess: 'Primo accesso',
    steps: [
      'Apri il portale e accedi con il numero di un Amministratore e la password temporanea.',
      'Scegli “Utente (End user)” e modifica la password temporanea.',
      'Inserisci l’e-mail di riferimento e confermala.',
      'Poi possono accedere gli altri utenti, ognuno con il proprio numero.',
    ],
    keep: 'Chi ha questo foglio può fare il primo accesso al posto di un altro: consegnalo solo all’Amministratore. Nessuno può leggere di nuovo la password temporanea; se il foglio si perde, chiedi al {{support}} di rigenerarla.',
    scan: 'Inquadra il codice per aprire il portale, oppure scrivi',
    deliveredTo: 'Consegnata a',
    on: 'il',
    customer: 'Firma cliente',
    technicianSigns: 'Firma tecnico',
  },
  personal: {
    title: 'Il tuo primo accesso',
    documentTitle: 'Primo accesso: {{company}}',
    greeting:
      '{{name}}, il tuo numero {{number}} ha il suo spazio nel portale di {{company}}: chiamate, messaggi, deviazioni.',
    greetingNameless:
      'Il numero {{number}} ha il suo spazio nel portale di {{company}}: chiamate, messaggi, deviazioni.',
    number: 'Numero di telefono',
    extension: 'Interno',
    portal: 'Portale',
    password: 'Password temporanea',
    passwordUntil: 'È solo tua e vale fino al {{date}}. Al primo accesso ne scegli una che conosci solo tu.',
    passwordElsewhere: 'Te la dice il tuo Amministratore. Al primo accesso ne scegli una che conosci solo tu.',
    firstAccess: 'Che cosa fare',
    stepsPassword: [
      'Apri il portale e accedi con il tuo numero di telefono e la password temporanea.',
      'Scegli una password che conosci solo tu.',
      'Inserisci la tua e-mail e confermala: serve se dimentichi la password.',
    ],
    stepsInvitation: [
      'Inquadra il codice, oppure apri l’indirizzo qui sotto: vale fino al {{date}}.',
      'Scrivi il tuo numero di telefono e scegli una password che conosci solo tu.',
      'Inserisci la tua e-mail e confermala: serve se dimentichi la password.',
    ],
    scan: 'Inquadra il codice, oppure scrivi',
  },
  help: 'Serve aiuto? Chiedi al tuo Amministratore, oppure chiama il {{support}}.',
  helpAdministrator: 'Serve aiuto? Servizio clienti {{support}}.',
}

export default sheets
