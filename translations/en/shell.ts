import type { Same } from '../index.ts'
import type model from '../it/shell.ts'

const shell = {
  skip: 'Skip to content',
  navigation: 'Main navigation',
  overlays: 'Pop-up menus',
  notices: 'Notices',
  administrator: 'Administrator',
  page: {
    home: 'Home',
    messages: 'Messages and calls',
    messagesShort: 'Messages',
    profile: 'My profile',
    support: 'Support',
    data: 'Data management',
    configuration: 'User configuration',
  },
  news: 'To look at: {{count}}',
  presence: {
    offline: 'No phone connected',
    online: 'Phone connected',
    ringing: 'The phone is ringing',
    'in-call': 'In a call',
  },
  menu: {
    open: 'User menu of {{name}}',
    profile: 'My profile',
    toAdministrator: 'Switch to administrator',
    toUser: 'Switch to user',
    theme: 'Appearance',
    themeAuto: 'Same as the computer',
    themeLight: 'Light',
    themeDark: 'Dark',
    language: 'Language',
    signOut: 'Sign out',
  },
  action: {
    confirm: 'Confirm',
    cancel: 'Cancel',
    close: 'Close',
    retry: 'Try again now',
    undo: 'Undo',
    home: 'Back to Home',
  },
  field: {
    reveal: 'Show characters',
    conceal: 'Hide characters',
    required: 'Fill in this field.',
  },
  copy: {
    action: 'Copy',
    copied: 'Copied',
    selected: 'Selected: now copy it with the keyboard.',
  },
  loading: 'Loading',
  slow: 'This is taking longer than usual.',
  loadError: {
    title: 'We cannot load this part',
    text: 'Your calls keep working. We will try again shortly.',
    code: 'Code for support: {{code}}',
  },
  offline: 'You are offline. Your calls keep working.',
  calls: {
    starting: 'Calls are not served: the switchboard is starting.',
    missing: 'Calls are not served: programs are missing on the server.',
    mend: 'To mend it:',
  },
  notFound: {
    title: 'This page does not exist',
    text: 'The address has changed, or was typed differently.',
  },
  crash: {
    title: 'This page has stopped',
    text: 'Your calls keep working. Reload the page; if it stops again, call {{support}}.',
    reload: 'Reload the page',
  },
  idle: {
    title: 'Are you still here?',
    text: 'For safety the portal closes when you are not using it.',
    left: 'The session ends in {{time}}',
    stay: 'Stay signed in',
    signOut: 'Sign out',
  },
  again: {
    title: 'Sign in again',
    text: 'The session has ended. What you wrote stays here.',
    who: '{{name}} · {{number}}',
    password: 'Password',
    code: 'Verification code',
    signIn: 'Sign in',
    leave: 'Leave without saving',
  },
  stepUp: {
    title: 'Type the password again',
    text: 'Delicate changes need it. Then we do not ask for a few minutes.',
    password: 'Password',
    confirm: 'Confirm',
  },
  unsaved: {
    title: 'Leave without confirming?',
    text: 'Changes you have not confirmed will be lost.',
    stay: 'Stay here',
    leave: 'Leave without confirming',
  },
  footer: {
    accessibility: 'Accessibility',
    privacy: 'Privacy',
  },
  support: 'Need help? Call customer service',
  still: {
    noScript: 'Turn on JavaScript in the browser to use the portal. Need help? Call customer service.',
    oldBrowser: 'This browser is too old for the portal. Use a recent Edge, Firefox, Chrome or Safari.',
  },
} satisfies Same<typeof model>

export default shell
