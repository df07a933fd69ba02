import { readFile } from 'node:fs/promises'
import type { CompanyFile } from '#domain/provider/company-file.ts'
import type { House } from '../../house.ts'
import { readFileForActivation } from '../activate.ts'

const headings = 'Numero di telefono;Interno;Nome;Sede;Servizio;Tipo utenza;E-mail;Cellulare'

/** Path of the demo company's file. */
export const demoFile = new URL('../../../database/demo/arredi-canavese.csv', import.meta.url)

export const readDemoFile = async (house: House): Promise<CompanyFile> =>
  readFileForActivation(house, await readFile(demoFile))

/** A small company's file: an administrator, then users; `district` keeps two companies' numbers apart. */
export function aFile(house: House, lines: { district?: string; emails?: string[] } = {}): Promise<CompanyFile> {
  const { district = '0165', emails = ['', '', ''] } = lines
  const rows = emails.map(
    (email, i) =>
      `${district} 555 10${i};10${i};Persona ${i};Sede ${i % 2};Standard;${i === 0 ? 'Amministratore' : ''};${email};`,
  )
  return readFileForActivation(house, new TextEncoder().encode([headings, ...rows].join('\n')))
}
