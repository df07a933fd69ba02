import { sql } from 'kysely'
import type { Transaction } from '#database/connect.ts'
import type { SettingName } from '#domain/call-handling/settings.ts'

/** Every proof of identity that whoever came in may have set up: passkeys, second factor, recovery codes, PIN. */
export async function dropProofs(trx: Transaction, lineId: string, since: Date): Promise<void> {
  await trx.deleteFrom('passkey').where('line_id', '=', lineId).execute()
  await trx.deleteFrom('recovery_code').where('line_id', '=', lineId).execute()
  await sql`
    update credential set totp_secret = null, totp_confirmed_at = null, totp_last_step = null, history = '{}',
      email_later_since = null, sign_ins_without_email = 0,
      pin_hash = case when pin_set_at >= ${since} then null else pin_hash end,
      pin_pepper_id = case when pin_set_at >= ${since} then null else pin_pepper_id end,
      pin_set_at = case when pin_set_at >= ${since} then null else pin_set_at end
    where line_id = ${lineId}`.execute(trx)
}

/** Phones that were added since, or whose secret was made anew; the others go on ringing (112 must work). */
export async function removePhonesSince(trx: Transaction, lineId: string, since: Date, now: Date) {
  const { rows } = await sql<{ user: string; domain: string }>`
    update device set removed_at = ${now}, ha1 = null, registered_since = null
    where line_id = ${lineId} and removed_at is null and (created_at >= ${since} or rotated_at >= ${since})
    returning sip_user as user, sip_domain as domain`.execute(trx)
  return rows
}

/** What each setting was before its holder changed it for the first time since. */
export async function settingsBefore(trx: Transaction, lineId: string, since: Date) {
  const { rows } = await sql<{ setting: SettingName; before: unknown }>`
    select distinct on (setting) setting, before from call_setting_change
    where line_id = ${lineId} and at >= ${since} and actor_role in ('owner', 'phone-code')
    order by setting, version`.execute(trx)
  return rows
}
