import type { phonesRoutes } from '#contract/phones.ts'
import type { House } from '../house.ts'
import type { Handlers } from '../http/visit.ts'
import { addPhone } from './add-phone.ts'
import { changePhone, removePhone, renewSecret } from './change-phone.ts'
import { listCompanyPhones, listPhoneChoices, ofEndUser, requireLineOfEndUser } from './company-phones.ts'
import { listOwnPhones, onlyOwn } from './own-phones.ts'

/** The room's table of contents. */
export function phonesHandlers(house: House): Handlers<typeof phonesRoutes> {
  type Named = { session: Parameters<typeof onlyOwn>[0]; params: { deviceId: string } }
  const own = <V extends Named>(visit: V) => ({
    who: visit as never,
    deviceId: visit.params.deviceId,
    allowed: onlyOwn(visit.session),
  })
  const company = <V extends Named>(visit: V) => ({
    who: visit as never,
    deviceId: visit.params.deviceId,
    allowed: ofEndUser(visit.session),
  })
  return {
    'GET /api/me/phones': ({ session }) => listOwnPhones(house, session),
    'POST /api/me/phones': (visit) => addPhone(house, visit, visit.session.line.id, visit.body),
    'POST /api/me/phones/:deviceId/secret': (visit) => renewSecret(house, own(visit)),
    'PATCH /api/me/phones/:deviceId': (visit) => changePhone(house, own(visit), visit.body),
    'DELETE /api/me/phones/:deviceId': (visit) => removePhone(house, own(visit)),

    'GET /api/directory/phones': ({ session, query }) => listCompanyPhones(house, session, query),
    'GET /api/directory/phones/choices': ({ session, query }) => listPhoneChoices(house, session, query.search),
    'POST /api/directory/phones': (visit) =>
      addPhone(house, visit, visit.body.lineId, visit.body, requireLineOfEndUser(visit.session)),
    'POST /api/directory/phones/:deviceId/secret': (visit) => renewSecret(house, company(visit)),
    'PATCH /api/directory/phones/:deviceId': (visit) => changePhone(house, company(visit), visit.body),
    'DELETE /api/directory/phones/:deviceId': (visit) => removePhone(house, company(visit)),
  }
}
