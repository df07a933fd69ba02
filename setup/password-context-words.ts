/**
 * Words that everybody around the service thinks of first (spec/security 3.1.3, ASVS 6.1.2): a password made only
 * of these, with or without digits, is refused however long it is. Years need no entry, since digits never count;
 * the company's own name and sites are added at the moment of the check.
 */
export const contextWords: Readonly<Record<string, string>> = {
  service: `
    wind tre windtre office smart officesmart web business centralino centralini centralinista portale benvenuto
    benvenuti benvenuta temporanea temporaneo provvisoria provvisorio password passwords passw psw pwd parola chiave
    segreteria segreteriatelefonica segretaria ufficio uffici telefono telefoni telefonia telefonica telefonico
    telefonare cellulare chiamata chiamate interno interni linea linee numero numeri utente utenti user users
    amministratore amministratrice amministrazione admin administrator account accesso accessi accedi entra login
    cambiami cambiare cambia modifica modificami prova test default iniziale primo nuova nuovo cliente clienti azienda
    aziendale ditta societa impresa negozio studio reception voip casella vocale mobile internet wifi fibra rete
    assistenza servizio servizi posta mail email computer server sicurezza segreta segreto ciao buongiorno buonasera`,
  seasons: 'primavera estate autunno inverno',
  months: 'gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre',
  weekdays: 'lunedi martedi mercoledi giovedi venerdi sabato domenica',
  holidays: 'natale pasqua ferragosto capodanno epifania befana carnevale vacanze vacanza',
  football: `
    juventus juve inter internazionale milan napoli roma lazio torino toro fiorentina viola atalanta dea bologna genoa
    sampdoria samp doria udinese cagliari verona hellas lecce salernitana empoli sassuolo monza frosinone como venezia
    parma cremonese spezia palermo bari catania brescia pescara modena reggina reggiana cesena perugia ascoli pisa
    ternana cosenza cittadella catanzaro crotone vicenza padova triestina livorno avellino foggia siena benevento
    novara provercelli forza forzainter forzamilan forzajuve forzanapoli forzaroma campione campioni scudetto calcio`,
  regions: `
    piemonte valle aosta valledaosta lombardia trentino altoadige alto adige sudtirol veneto friuli giulia liguria
    emilia romagna toscana umbria marche lazio abruzzo molise campania puglia basilicata calabria sicilia sardegna
    italia italy italiano italiana canavese ivrea`,
  capitals: `
    agrigento alessandria ancona aosta arezzo ascoli asti avellino bari barletta andria trani belluno benevento bergamo
    biella bologna bolzano brescia brindisi cagliari caltanissetta campobasso carbonia iglesias caserta catania
    catanzaro chieti como cosenza cremona crotone cuneo enna fermo ferrara firenze foggia forli cesena frosinone genova
    gorizia grosseto imperia isernia aquila laquila spezia laspezia latina lecce lecco livorno lodi lucca macerata
    mantova massa carrara matera messina milano modena monza brianza napoli novara nuoro oristano padova palermo parma
    pavia perugia pesaro urbino pescara piacenza pisa pistoia pordenone potenza prato ragusa ravenna reggio rieti
    rimini roma rovigo salerno sassari savona siena siracusa sondrio taranto teramo terni torino trapani trento
    treviso trieste udine varese venezia verbania vercelli verona vibo valentia vicenza viterbo`,
}
