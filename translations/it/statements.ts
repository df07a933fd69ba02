/** The accessibility statement and the privacy page. */
const statements = {
  back: 'Torna al portale',
  accessibility: {
    title: 'Dichiarazione di accessibilità',
    lead: '{{name}} è pensato per funzionare per tutti, anche con tecnologie assistive.',
    levelTitle: 'A che punto siamo',
    level:
      'Il portale è progettato secondo le WCAG 2.2, livello AA, e la norma EN 301 549. A ogni rilascio ogni pagina è controllata con strumenti automatici, nelle due versioni chiara e scura.',
    howTitle: 'Che cosa puoi fare',
    how1: 'Usare tutto con la sola tastiera; il primo tasto Tab porta al contenuto.',
    how2: 'Ingrandire fino al 400 % senza scorrere di lato.',
    how3: 'Incollare le password e usare un gestore di password.',
    how4: 'Scegliere l’aspetto chiaro o scuro; le animazioni si fermano se il computer lo chiede.',
    knownTitle: 'Che cosa controlliamo a mano',
    known: 'I lettori di schermo e l’ingrandimento del testo si provano a mano: se qualcosa non va, diccelo.',
    contactTitle: 'Scrivici o chiamaci',
    contact:
      'Se trovi un ostacolo chiama il Servizio clienti {{support}}: indica la pagina e che cosa non riesci a fare. Se la risposta non basta puoi rivolgerti all’Agenzia per l’Italia Digitale (AgID).',
  },
  privacy: {
    title: 'Privacy',
    lead: 'Quali dati usa questo portale, e perché.',
    dataTitle: 'I dati',
    data1: 'Numero, nome, interno, sede e servizio della tua linea: li ha dati la tua azienda con il contratto.',
    data2: 'L’e-mail di riferimento: serve per ripristinare la password e per gli avvisi di sicurezza.',
    data3: 'Gli accessi, con orario e indirizzo di rete: servono per proteggere la tua linea.',
    cookiesTitle: 'I cookie',
    cookies:
      'Solo cookie tecnici: la sessione, il riconoscimento di questo computer e, se lo chiedi, “Ricordami”. Nessuna pubblicità, nessuna misurazione, nessun servizio di altri.',
    passwordTitle: 'La password',
    password: 'Nessuno può leggerla: ne conserviamo solo un’impronta.',
    rightsTitle: 'I tuoi diritti',
    rights:
      'Puoi vedere e correggere i tuoi dati, e chiedere che cosa è stato fatto sulla tua linea. Rivolgiti all’Amministratore del centralino o al Servizio clienti {{support}}.',
    ownerTitle: 'Chi risponde',
  },
}

export default statements
