/** What `npm run office-smart` says to the provider’s people. */
const commandLine = {
  help: [
    'Office Smart WEB: i comandi del gestore',
    '',
    '  npm run office-smart -- <comando> [opzioni]',
    '',
    'Attivare un centralino dal file delle sue linee (CSV):',
    '  activate <linee.csv> --name <azienda> [--vat <partita IVA>]',
    '           [--contact-email <indirizzo>] [--contact-mobile <cellulare>]',
    '           [--delivery email|sms|technician]   come consegnare le credenziali (email)',
    '           [--activated-at <AAAA-MM-GG>]       da quando è attivo (oggi)',
    '           [--dry-run]                         controlla il file e non attiva nulla',
    '',
    'Ripristinare un Amministratore che ha chiamato il Servizio clienti:',
    '  support-restore <numero> --email <indirizzo> --ticket <richiesta>',
    '           --requested-by <chi richiede> --approved-by <chi approva>',
    '           [--spoken]                          la password viene detta a voce',
    '           [--consent-of <numero>]             l’Amministratore che ha dato il consenso',
    '           [--requested-at <data>]             da quando è aperta la richiesta',
    '',
    'Cambiare la password temporanea di un centralino:',
    '  rotate-password --company <nome, partita IVA o codice> | --number <numero>',
    '           [--delivery email|sms|technician]',
    '',
    'Verificare che il registro delle attività sia integro:',
    '  audit-check',
    '',
    'Per tutti i comandi: --language it|en, --help.',
    'Esce con 0 se è fatto, 1 se è rifiutato, 2 se il comando è scritto male, 3 se il portale non si apre.',
  ],
  usage: {
    unknownCommand: 'Il comando “{{command}}” non esiste. Prova --help.',
    unknownOption: 'Opzioni non valide: {{detail}}. Prova --help.',
    missing: 'Manca {{what}}. Prova --help.',
    badDate: '“{{value}}” non è una data: scrivila come 2026-11-22.',
    badChoice: '“{{value}}” non va bene per {{option}}: scegli tra {{choices}}.',
    unreadable: 'Il file “{{file}}” non si può leggere.',
    inUse:
      'Il portale è acceso e usa il database incluso: spegnilo e ripeti il comando, oppure usa PostgreSQL (DATABASE_URL).',
    notOpen: 'Il portale non si apre: {{detail}}',
  },
  what: {
    file: 'il file delle linee',
    number: 'il numero di telefono',
    company: 'l’azienda (--company) o un suo numero (--number)',
  },
  activated: {
    company: 'Centralino attivato: {{company}} ({{companyId}})',
    lines:
      'Linee {{lines}}, Amministratori {{administrators}}, sedi {{sites}}. Password temporanea valida fino al {{date}}.',
    dryRun: 'Il file va bene: linee {{lines}}, Amministratori {{administrators}}. Non è stato attivato nulla.',
    problems: 'Righe da sistemare: {{count}}',
  },
  delivered: {
    numbers: 'Numeri e indirizzo del portale: e-mail a {{to}}.',
    numbersByVoice: 'Numeri e indirizzo del portale: da comunicare al cliente.',
    secretByEmail: 'Password temporanea: e-mail a {{to}}.',
    secretBySms: 'Password temporanea: SMS a {{to}}.',
    secret: 'Password temporanea: {{password}}',
  },
  rotated: {
    done: 'Nuova password temporanea per {{company}} (la numero {{generation}}): quella di prima non vale più.',
    waiting: 'Linee che devono ancora fare il primo accesso: {{lines}}.',
  },
  restored: {
    done: 'Ripristinato l’Amministratore {{name}}, {{number}} di {{company}}.',
    validity: 'La password temporanea vale fino al {{date}}; al primo accesso si cambia.',
    email: 'E-mail registrata, da confermare: {{email}}.',
    emailKept: 'La linea ha già un’e-mail confermata: è rimasta quella.',
    told: 'Avvisati gli Amministratori e il contatto del contratto. Tutto è scritto nel registro.',
  },
  audit: {
    whole: 'Registro integro: {{events}} attività in {{chains}} registri.',
    broken: 'Registro alterato: attività {{id}} del {{date}}, azienda {{companyId}}.',
  },
}

export default commandLine
