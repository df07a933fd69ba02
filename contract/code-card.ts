import { z } from 'zod'
import { serviceActions, serviceNames } from '#domain/dial-plan/service-codes.ts'

/** What can be dialled on a company's phones, beside numbers. */

export const codeCard = z.object({
  /** Short codes that every user sees: what to dial, what it is called, whom it reaches. */
  shortCodes: z.array(
    z.object({ code: z.string(), label: z.string(), name: z.string().nullable(), number: z.string() }),
  ),
  codes: z.array(
    z.object({
      service: z.enum(serviceNames),
      /** `*21*numero#` is written from `*21*N#`: N a number, S seconds, P the PIN. */
      codes: z.array(z.object({ pattern: z.string(), action: z.enum(serviceActions), main: z.boolean() })),
      /** How it stands now; null where there is nothing to say. */
      state: z
        .object({
          on: z.boolean(),
          to: z.string().nullable(),
          name: z.string().nullable(),
          after: z.number().nullable(),
        })
        .nullable(),
    }),
  ),
})
