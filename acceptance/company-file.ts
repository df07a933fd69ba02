import { mkdtempSync, rmSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

let directory: string | undefined
let files = 0

/** A provider's file for a small new customer, as a spreadsheet saves it. */
export async function writeCompanyFile(administrator: string, ...users: string[]): Promise<string> {
  const rows = [administrator, ...users].map((number, i) => {
    const [name, type] = i === 0 ? ['Ludovica Perù', 'Amministratore'] : [`Utente Numero ${i}`, 'Utente']
    return `${number};${20 + i};${name};Aosta;Standard;${type};;`
  })
  const heading = 'Numero di telefono;Interno;Nome;Sede;Servizio;Tipo utenza;E-mail;Cellulare'
  directory ??= temporaryDirectory()
  files += 1
  const file = join(directory, `linee-${files}.csv`)
  await writeFile(file, `\ufeff${[heading, ...rows].join('\r\n')}\r\n`)
  return file
}

function temporaryDirectory(): string {
  const made = mkdtempSync(join(tmpdir(), 'osw-file-'))
  process.once('exit', () => rmSync(made, { recursive: true, force: true }))
  return made
}

/** A generated temporary password, as it is printed, mailed and texted. */
export const temporaryPasswordIn = (text: string): string | undefined =>
  /\b[A-HJ-NP-Z2-9]{4}(?:-[A-HJ-NP-Z2-9]{4}){3}\b/.exec(text)?.[0]
