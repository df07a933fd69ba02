import { randomUUID } from 'node:crypto'
import type { NewLine } from '#database/tables.ts'
import { roleOf, userTypeWords } from '#domain/directory/line.ts'
import { nameKey, searchText } from '#domain/directory/search-text.ts'
import type { CompanyFileLine } from '#domain/provider/company-file.ts'

type Owned = {
  readonly companyId: string
  readonly language: 'it' | 'en'
  /** Ids of the sites by their key. */
  readonly sites: ReadonlyMap<string, string>
  /** Names of the services by their code. */
  readonly services: ReadonlyMap<string, string>
}

export type DirectoryColumns = Pick<
  NewLine,
  | 'company_id'
  | 'extension'
  | 'language'
  | 'mobile'
  | 'name'
  | 'name_key'
  | 'number'
  | 'role'
  | 'search_text'
  | 'service'
  | 'site_id'
  | 'user_type'
> & { id: string }

/** What a line is in the directory, before anybody has entered. */
export function directoryColumns(
  line: Omit<CompanyFileLine, 'row'>,
  { companyId, language, sites, services }: Owned,
): DirectoryColumns {
  const siteId = sites.get(nameKey(line.site))
  const service = services.get(line.service)
  if (siteId === undefined || service === undefined) throw new Error('A line of an unknown site or service')
  return {
    id: randomUUID(),
    company_id: companyId,
    number: line.number,
    extension: line.extension,
    name: line.name,
    name_key: nameKey(line.name),
    site_id: siteId,
    service: line.service,
    role: roleOf(line.userType),
    user_type: line.userType,
    mobile: line.mobile,
    language,
    search_text: searchText({ ...line, service, userType: userTypeWords[line.userType] }),
  }
}
