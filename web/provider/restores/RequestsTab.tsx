import type { CustomerPartProps } from '../registry.ts'
import { RequestList } from './RequestList.tsx'

/** “Richieste” of one customer: what waits and what was. */
export default function RequestsTab({ customer }: CustomerPartProps) {
  return <RequestList companyId={customer.id} show="all" />
}
