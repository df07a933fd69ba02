/** How much a draft may hold: of the forms, the contract and the messages alike. */
export const draftLimits = {
  companyName: 120,
  sites: 500,
  blocks: 200,
  licences: 40_000,
} as const
