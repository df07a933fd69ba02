/** Quick views of the users (spec/product 3.2): what an administrator looks for most. */
export const quickViews = ['never-activated', 'without-email', 'expiring', 'forward-outside', 'offline'] as const
export type QuickView = (typeof quickViews)[number]

/** "In scadenza": as early as the first warning (spec/security 2.2). */
export const expiringDays = 30
