import type { Same } from '../index.ts'
import type model from '../it/desk.ts'

const desk: Same<typeof model> = {
  pill: 'Customer support',
  navigation: 'Support pages',
  page: {
    customers: 'Customers',
    customer: 'Customer',
    lines: 'Lines',
    log: 'Activity log',
    staff: 'Operators',
    account: 'My account',
    activation: 'New customer',
    requests: 'Requests',
    deliveries: 'Deliveries',
    diagnosis: 'Diagnosis',
  },
  waiting: 'waiting: {{count}}',
  role: { desk: 'Support 1928', activation: 'Activations', supervisor: 'Supervisor' },
  search: { label: 'Find customer, number or VAT', key: 'Ctrl K' },

  signIn: {
    page: 'Operator sign-in',
    title: 'Operator sign-in',
    lead: 'For those who support and activate customers.',
    email: 'E-mail',
    emailMissing: 'Write your e-mail address.',
    password: 'Password',
    help: 'Can’t get in? A supervisor can restore your access.',
  },
  newPassword: {
    title: 'Choose your password',
    lead: 'The temporary password works only for the first sign-in.',
    old: 'Temporary password',
    submit: 'Continue',
  },
  factor: {
    title: 'Add a second check',
    lead: 'At every sign-in, beside the password, a code from your phone or a passkey is needed.',
    app: 'Use an authenticator app',
    passkey: 'Use a passkey of this device',
    passkeyLabel: 'First sign-in',
    other: 'Choose another way',
  },

  tab: {
    label: 'Parts of the customer',
    administrators: 'Administrators',
    lines: 'Lines',
    sites: 'Sites',
    requests: 'Requests',
    deliveries: 'Deliveries',
    contract: 'Contract',
    log: 'Activity log',
  },
}

export default desk
