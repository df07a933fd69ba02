/**
 * Where people come in, by the profile they come in with: the page, its file below `web/`, and the rooms of words that
 * it says at once. What else a page says comes with what says it. `setup/size-budget.ts` weighs both.
 */
export const starts = {
  user: {
    path: '/',
    file: 'user/home/HomePage',
    words: ['user', 'activity', 'call-handling', 'call-history'],
  },
  administrator: {
    path: '/gestione-dati/utenti',
    file: 'admin/users/UsersPage',
    words: ['directory', 'activity'],
  },
} as const
