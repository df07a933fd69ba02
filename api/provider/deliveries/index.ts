import type { deliveriesRoutes } from '#contract/deliveries.ts'
import type { House } from '../../house.ts'
import type { Handlers } from '../../http/visit.ts'
import { handedOver, sendAgain } from './again.ts'
import { listDeliveries } from './deliveries.ts'
import { printTechnicianSheet, renewTemporaryPassword } from './temporary-password.ts'

/** The room's table of contents. */
export function deliveriesHandlers(house: House): Handlers<typeof deliveriesRoutes> {
  return {
    'GET /api/provider/customers/:companyId/deliveries': ({ params, query }) =>
      listDeliveries(house, params.companyId, query),
    'POST /api/provider/customers/:companyId/deliveries/:deliveryId/again': async ({ caller, staff, params }) => {
      await sendAgain(house, { caller, staff }, params)
      return undefined
    },
    'POST /api/provider/customers/:companyId/deliveries/:deliveryId/by-hand': async ({
      caller,
      staff,
      params,
      body,
    }) => {
      await handedOver(house, { caller, staff }, params, body.name)
      return undefined
    },
    'POST /api/provider/customers/:companyId/temporary-password': ({ caller, staff, params, body }) =>
      renewTemporaryPassword(house, { caller, staff }, params.companyId, body),
    'POST /api/provider/customers/:companyId/temporary-password/sheet': ({ params, body }) =>
      printTechnicianSheet(house, params.companyId, body),
  }
}
