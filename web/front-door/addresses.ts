/** Addresses of the pages outside the portal. The letters in `api/mail` link to some of them. */
export const addresses = {
  resetRequest: '/reset-password',
  reset: '/reset',
  confirmEmail: '/conferma-email',
  undoEmail: '/annulla-email',
  invitation: '/invito',
  restoreAnswer: '/blocca',
  accessibility: '/accessibilita',
  privacy: '/privacy',
  support: '/assistenza',
} as const
