import type { customersRoutes } from '#contract/customers.ts'
import type { House } from '../../house.ts'
import type { Handlers } from '../../http/visit.ts'
import { changeContract } from './contract.ts'
import { createCustomerList, readCustomer } from './customers.ts'
import { listLinesOfCustomer, searchLines } from './lines.ts'
import { readCustomerLog, readProviderLog } from './log.ts'
import { closeCustomer, reactivateCustomer, suspendCustomer } from './state.ts'

/** The room's table of contents. */
export function customersHandlers(house: House): Handlers<typeof customersRoutes> {
  const list = createCustomerList(house)
  return {
    'GET /api/provider/customers': ({ query }) => list(query),
    'GET /api/provider/customers/:companyId': ({ params }) => readCustomer(house, params.companyId),
    'GET /api/provider/customers/:companyId/lines': ({ params, query }) =>
      listLinesOfCustomer(house, params.companyId, query),
    'GET /api/provider/customers/:companyId/log': ({ params, query }) =>
      readCustomerLog(house, params.companyId, query.before),
    'POST /api/provider/customers/:companyId/suspend': ({ caller, staff, params, body }) =>
      suspendCustomer(house, { caller, staff }, params.companyId, body.reason),
    'POST /api/provider/customers/:companyId/reactivate': ({ caller, staff, params, body }) =>
      reactivateCustomer(house, { caller, staff }, params.companyId, body.reason),
    'POST /api/provider/customers/:companyId/close': ({ caller, staff, params, body }) =>
      closeCustomer(house, { caller, staff }, params.companyId, body),
    'PATCH /api/provider/customers/:companyId/contract': ({ caller, staff, params, body }) =>
      changeContract(house, { caller, staff }, params.companyId, body),
    'GET /api/provider/lines': ({ query }) => searchLines(house, query),
    'GET /api/provider/log': ({ query }) => readProviderLog(house, query),
  }
}
