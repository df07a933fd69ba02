import { type Answer, api } from '../../api.ts'
import { queries } from '../../shell/queries.ts'

export type Phone = Answer<'PATCH /api/me/phones/:deviceId'>
export type NewSecret = Answer<'POST /api/me/phones'>
type Change = { name?: string; enabled?: boolean }

/** What may be done with a phone: by its owner, or by the administrator. */
export type PhoneDoor = {
  renew(deviceId: string): Promise<NewSecret>
  change(deviceId: string, body: Change): Promise<Phone>
  remove(deviceId: string): Promise<unknown>
}

export const ownPhones: PhoneDoor = {
  renew: (deviceId) => api('POST /api/me/phones/:deviceId/secret', { params: { deviceId } }),
  change: (deviceId, body) => api('PATCH /api/me/phones/:deviceId', { params: { deviceId }, body }),
  remove: (deviceId) => api('DELETE /api/me/phones/:deviceId', { params: { deviceId } }),
}

export const companyPhones: PhoneDoor = {
  renew: (deviceId) => api('POST /api/directory/phones/:deviceId/secret', { params: { deviceId } }),
  change: (deviceId, body) => api('PATCH /api/directory/phones/:deviceId', { params: { deviceId }, body }),
  remove: (deviceId) => api('DELETE /api/directory/phones/:deviceId', { params: { deviceId } }),
}

/** After a change: both lists are asked for again where they stand. */
export async function refreshPhones(): Promise<void> {
  await Promise.all(
    (['GET /api/me/phones', 'GET /api/directory/phones', 'GET /api/directory/phones/choices'] as const).map((key) =>
      queries.invalidateQueries({ queryKey: [key] }),
    ),
  )
}
