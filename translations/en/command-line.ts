import type { Same } from '../index.ts'
import type model from '../it/command-line.ts'

const commandLine = {
  help: [
    'Office Smart WEB: the provider’s commands',
    '',
    '  npm run office-smart -- <command> [options]',
    '',
    'Activate a switchboard from the file of its lines (CSV):',
    '  activate <lines.csv> --name <company> [--vat <VAT number>]',
    '           [--contact-email <address>] [--contact-mobile <number>]',
    '           [--delivery email|sms|technician]   how the credentials are delivered (email)',
    '           [--activated-at <YYYY-MM-DD>]       since when it is active (today)',
    '           [--dry-run]                         check the file, activate nothing',
    '',
    'Restore an administrator who has called support:',
    '  support-restore <number> --email <address> --ticket <ticket>',
    '           --requested-by <who asks> --approved-by <who approves>',
    '           [--spoken]                          the password is told on the telephone',
    '           [--consent-of <number>]             the administrator who agreed',
    '           [--requested-at <date>]             since when the ticket is open',
    '',
    'Change a switchboard’s temporary password:',
    '  rotate-password --company <name, VAT number or id> | --number <number>',
    '           [--delivery email|sms|technician]',
    '',
    'Ways to the outside world (trunks):',
    '  trunk add <name> sip:[user:secret@]host[:port][;transport=udp|tcp|tls] [--priority 100]',
    '  trunk list',
    '  trunk remove <name>',
    '',
    'Add an operator of the support desk (the first one; the others are added in the portal):',
    '  staff-add --email <address> --name <name> [--role desk|activation|supervisor]',
    '',
    'Check that the log of activities is whole:',
    '  audit-check',
    '',
    'For every command: --language it|en, --help.',
    'Exits with 0 when done, 1 when refused, 2 when the command is wrong, 3 when the portal does not open.',
  ],
  usage: {
    unknownCommand: 'There is no command “{{command}}”. Try --help.',
    unknownOption: 'Wrong options: {{detail}}. Try --help.',
    missing: 'Missing: {{what}}. Try --help.',
    badDate: '“{{value}}” is no date: write it like 2026-11-22.',
    badChoice: '“{{value}}” will not do for {{option}}: choose from {{choices}}.',
    unreadable: 'The file “{{file}}” cannot be read.',
    inUse:
      'The portal is running on its embedded database: stop it and repeat the command, or use PostgreSQL (DATABASE_URL).',
    notOpen: 'The portal does not open: {{detail}}',
  },
  what: {
    file: 'the file of the lines',
    number: 'the telephone number',
    company: 'the company (--company) or one of its numbers (--number)',
  },
  staffAdded: {
    done: 'Operator added: {{email}}',
    password: 'Temporary password, to be changed at the first sign-in within 7 days: {{password}}',
  },
  activated: {
    company: 'Switchboard activated: {{company}} ({{companyId}})',
    lines:
      'Lines {{lines}}, administrators {{administrators}}, sites {{sites}}. Temporary password valid until {{date}}.',
    dryRun: 'The file will do: lines {{lines}}, administrators {{administrators}}. Nothing was activated.',
    problems: 'Rows to mend: {{count}}',
  },
  delivered: {
    numbers: 'Numbers and the portal’s address: e-mail to {{to}}.',
    numbersByVoice: 'Numbers and the portal’s address: to be told to the customer.',
    secretByEmail: 'Temporary password: e-mail to {{to}}.',
    secretBySms: 'Temporary password: SMS to {{to}}.',
    secret: 'Temporary password: {{password}}',
  },
  rotated: {
    done: 'New temporary password for {{company}} (number {{generation}}): the one before is dead.',
    waiting: 'Lines still before their first access: {{lines}}.',
  },
  restored: {
    done: 'Restored the administrator {{name}}, {{number}} of {{company}}.',
    validity: 'The temporary password is good until {{date}}; it is changed at the first access.',
    email: 'E-mail recorded, to be confirmed: {{email}}.',
    emailKept: 'The line has a confirmed e-mail already: it stays.',
    told: 'The administrators and the contract’s contact are told. Everything is in the log.',
  },
  trunk: {
    usage: 'Write: trunk add <name> sip:host, trunk list or trunk remove <name>. Try --help.',
    added: 'Trunk {{name}} added: {{host}}, port {{port}}.',
    removed: 'Trunk {{name}} removed.',
    none: 'No trunk: calls to the outside do not leave.',
  },
  audit: {
    whole: 'The log is whole: {{events}} activities in {{chains}} logs.',
    broken: 'The log was altered: activity {{id}} of {{date}}, company {{companyId}}.',
  },
} satisfies Same<typeof model>

export default commandLine
