/** The provider's desk: sign-in, customers, lines, log, staff. */
const desk = {
  pill: 'Assistenza clienti',
  navigation: 'Pagine dell’assistenza',
  page: {
    customers: 'Clienti',
    customer: 'Cliente',
    lines: 'Linee',
    log: 'Registro attività',
    staff: 'Operatori',
    account: 'Il mio account',
    activation: 'Nuovo cliente',
    requests: 'Richieste',
    deliveries: 'Consegne',
    diagnosis: 'Diagnosi',
  },
  waiting: 'in attesa: {{count}}',
  role: { desk: 'Assistenza 1928', activation: 'Attivazioni', supervisor: 'Supervisore' },
  search: { label: 'Cerca cliente, numero o P. IVA', key: 'Ctrl K' },

  signIn: {
    page: 'Accesso operatori',
    title: 'Accesso operatori',
    lead: 'Per chi assiste e attiva i clienti.',
    email: 'E-mail',
    emailMissing: 'Scrivi il tuo indirizzo e-mail.',
    password: 'Password',
    help: 'Non riesci ad accedere? Un supervisore può ripristinare il tuo accesso.',
  },
  newPassword: {
    title: 'Scegli la tua password',
    lead: 'La password temporanea vale solo per il primo accesso.',
    old: 'Password temporanea',
    submit: 'Continua',
  },
  factor: {
    title: 'Aggiungi una seconda verifica',
    lead: 'A ogni accesso, oltre alla password, serve un codice del telefono o una passkey.',
    app: 'Usa un’app di autenticazione',
    passkey: 'Usa una passkey di questo dispositivo',
    passkeyLabel: 'Primo accesso',
    other: 'Scegli un altro modo',
  },

  tab: {
    label: 'Schede del cliente',
    administrators: 'Amministratori',
    lines: 'Linee',
    sites: 'Sedi',
    requests: 'Richieste',
    deliveries: 'Consegne',
    contract: 'Contratto',
    log: 'Registro attività',
  },
}

export default desk
