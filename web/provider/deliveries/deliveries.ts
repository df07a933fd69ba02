import type { Answer } from '../../api.ts'
import { queries } from '../../shell/queries.ts'
import { customerKey } from '../registry.ts'

export const deliveriesKey = 'GET /api/provider/customers/:companyId/deliveries'
export type Deliveries = Answer<typeof deliveriesKey>
export type Delivery = Deliveries['deliveries'][number]
export type Way = Deliveries['ways'][number]

/** After a change everything that shows deliveries is asked again. */
export async function readDeliveriesAgain(): Promise<void> {
  await Promise.all([deliveriesKey, customerKey].map((key) => queries.invalidateQueries({ queryKey: [key] })))
}
