import type { Same } from '../index.ts'
import type model from '../it/help.ts'
import { lines } from '../lines.ts'

const help = {
  title: 'Support',
  lead: 'The first access guide, step by step.',
  index: 'Topics of the guide',
  step: 'Step {{number, number}}',
  search: 'Search the guide',
  searchExample: 'E.g. temporary password',
  shortcut: 'Press / to search',
  clear: 'Clear the search',
  found_zero: 'No topic found',
  found_one: '{{count, number}} topic found',
  found_other: '{{count, number}} topics found',
  emptyTitle: 'Nothing for “{{search}}”',
  emptyText: 'We searched the titles and the steps of the guide. Try a single word, or call {{support}}.',
  contact: {
    title: 'Customer service',
    call: 'Call {{support}}',
    text: 'Have the phone number of your line ready. We will never ask you for the password.',
  },
  outside: {
    title: 'Numbers to try',
    text: 'In this demo the numbers below answer: no call leaves this computer.',
    music: 'Answers at once with a tune',
    echo: 'Says back what you say',
    'your-number': 'Reads out the number it sees, or that it sees none',
    late: 'Answers after ten seconds',
    busy: 'Is busy',
    'never-answers': 'Rings and never answers',
    declines: 'Declines the call',
    'calls-back': 'Answers; five seconds after you hang up it calls you back',
    'calls-back-withheld': 'The same, but calls back with its number withheld',
    voicemail: 'Mobile with voicemail: presses no 1, so it does not take forwarded calls that ask for it',
    'mobile-accepts': 'Mobile: answers after three seconds and presses 1 when asked',
    'mobile-never-answers': 'Mobile that rings and never answers',
    emergency: '112, 113, 115 and 118 answer here too, with a trial voice. Press 9 during the call to be called back.',
    credit: 'The voice of the announcements is Carlo Flora’s, CC BY 3.0.',
  },
  rights: {
    accessibility: 'Accessibility',
    accessibilityText: 'The portal follows WCAG 2.2, level AA. Found an obstacle? Tell us.',
    accessibilityLink: 'Accessibility statement',
    privacy: 'Privacy',
    privacyText: 'Technical cookies only, no advertising. Nobody can read your password.',
    privacyLink: 'Which data we use',
  },
  public: {
    signIn: 'Sign in',
    back: 'Back to the portal',
  },
  article: {
    start: {
      title: 'Before you begin',
      lead: 'To sign in you need the phone number of your line and the temporary password.',
      steps: '',
      after: lines(
        'The temporary password is the same for all users of the switchboard. It came by e-mail or text message to the contacts given with the subscription, or the technician told you.',
        'The temporary password is valid for 365 days from the activation of the switchboard.',
        'Write the number as you like: <b>0125 555 049</b>, <b>+39 0125 555049</b> and <b>00390125555049</b> are the same number.',
        'Use a recent version of Edge, Firefox, Chrome or Safari, with JavaScript switched on.',
      ),
    },
    administrator: {
      title: 'First access: administrator',
      lead: 'The first to sign in is the administrator of the switchboard.',
      steps: lines(
        'Open the portal, enter <b>Phone number</b> and the temporary <b>Password</b>, then press <b>Sign in</b>.',
        'At the question <b>Which profile do you want to use?</b> choose <b>End user</b> and press <b>Confirm</b>.',
        'In <b>Change the password</b> enter the <b>Old password</b> (the temporary one), the <b>New password</b> and <b>Confirm new password</b>. Press <b>Change password</b>.',
        'If there is no reference e-mail yet, <b>Add an e-mail address</b> opens: enter it and press <b>Confirm</b>.',
        'Enter the 6-digit code you receive at that address, or open the link in the message.',
      ),
      after: lines(
        'The first configuration is finished. To manage the switchboard open the user icon at the top right and choose <b>Switch to administrator</b>.',
      ),
    },
    byAdministrator: {
      title: 'First access of the users: done by the administrator',
      lead: 'Every line needs a password of its own and a reference e-mail. The administrator can prepare them.',
      steps: lines(
        'Sign in with the <b>Administrator</b> profile: <b>Data management</b> opens.',
        'In the <b>Users</b> tab find the line: choose the site or type in <b>Search any field</b>.',
        'On its row open <b>Actions</b> and choose <b>View configuration</b>.',
        'Read <b>Warning</b> and press <b>Continue</b>.',
        'At the foot of the page, in the <b>Security</b> section, press the pencil of <b>Edit password</b> and then <b>Confirm</b>.',
        'If the e-mail is missing press the pencil of <b>Edit e-mail</b>, enter it and press <b>Confirm</b>.',
      ),
      after: lines(
        'A password set this way is temporary: at the first access the user will have to change it to one of their own.',
        'The user sees what you did in their <b>Recent activity</b>.',
      ),
    },
    byUser: {
      title: 'First access: end user',
      lead: 'You can do everything yourself, from your own line.',
      steps: lines(
        'Open the portal and in the box on the right enter <b>Phone number</b> and <b>Password</b>, that is the temporary one the administrator has. Press <b>Sign in</b>.',
        'In <b>Change the password</b> enter <b>Old password</b>, <b>New password</b> and <b>Confirm new password</b>. Press <b>Change password</b>.',
        'In <b>Add an e-mail address</b> enter your e-mail and press <b>Confirm</b>. If you cannot now, press <b>Later</b>.',
        'Enter the 6-digit code you receive, or open the link in the message.',
      ),
      after: 'Your password expires after 365 days: we warn you before, by e-mail and on your <b>Home</b>.',
    },
    email: {
      title: 'Enter or change the e-mail',
      lead: 'The reference e-mail is needed for Reset password and for security notices.',
      steps: lines(
        'Press the user icon, the little figure at the top right, and choose <b>My profile</b>.',
        'At the foot of the page, in <b>Security</b>, press the pencil of <b>Edit e-mail</b>, enter the address and press <b>Confirm</b>.',
        'Enter the 6-digit code you receive at the new address, or open the link in the message.',
      ),
      after: lines(
        'If you change an address that was already confirmed, the previous one stays valid until the confirmation and receives a notice with which you can undo.',
      ),
    },
    changePassword: {
      title: 'Change the password or the PIN',
      lead: 'Whenever you like, from My profile.',
      steps: lines(
        'Press the user icon and choose <b>My profile</b>.',
        'In <b>Security</b> press the pencil of <b>Edit password</b>: enter <b>Current password</b>, <b>New password</b> and <b>Confirm new password</b>, then press <b>Confirm</b>.',
        'For the PIN of call services press the pencil of <b>Edit PIN</b>. If you do not remember the current one press <b>Do not remember the PIN?</b>',
      ),
      after: 'If you change the PIN of call services you will receive no notice of the change.',
    },
    forgotten: {
      title: 'I forgot the password',
      lead: 'You receive an e-mail with the instructions to restore it.',
      steps: lines(
        'On the sign-in page press <b>Reset password</b>.',
        'Enter your phone number and press <b>Send the instructions</b>.',
        'Open the link in the message: it is valid for 30 minutes and works once.',
        'Enter the number again and the new password twice, then press <b>Change password</b>.',
        'Sign in with the new password.',
      ),
      after: lines(
        'The message comes only if the line has a reference e-mail. If there is none, the administrator of the switchboard can enter it: see “First access of the users: done by the administrator”.',
      ),
    },
    expired: {
      title: 'The password has expired',
      lead: 'Every password is valid for 365 days. We warn you 30, 14, 7, 3 days and one day before.',
      steps: lines(
        'Before it expires, just change it: <b>My profile</b>, <b>Security</b>, <b>Edit password</b>.',
        'After it has expired sign in as always: if you have a confirmed e-mail press <b>Send the instructions</b> and choose a new password from the link.',
        'If you have no confirmed e-mail ask the administrator of the switchboard for a temporary password.',
      ),
      after: lines(
        'If you are the administrator, the password has expired and you entered no e-mail, call {{support}}: they restore a temporary password and an e-mail.',
      ),
    },
    remember: {
      title: 'Remember me and public computers',
      lead: 'On your own computer you need not enter the password every time.',
      steps: lines(
        'On your computer tick <b>Remember me on this computer</b> before you press <b>Sign in</b>.',
        'On a public computer do not tick it.',
        'When you have finished open the user icon and press <b>Sign out</b>.',
      ),
      after: lines(
        'Forgot to sign out? From another computer open <b>My profile</b>, <b>Signed-in computers</b>, and press <b>Sign out of the other devices</b>.',
        'On a remembered computer delicate changes ask for the password again.',
      ),
    },
    profiles: {
      title: 'Switch from one profile to the other',
      lead: 'Who has administrator rights can also use the view of a user.',
      steps: lines(
        'After <b>Sign in</b> choose <b>Administrator</b> or <b>End user</b> and press <b>Confirm</b>.',
        'To change view open the user icon and choose <b>Switch to administrator</b> or <b>Switch to user</b>.',
      ),
      after: '',
    },
    safer: {
      title: 'Make the sign-in safer',
      lead: 'A passkey or an authenticator app protects the line even if somebody finds out the password.',
      steps: lines(
        'Open <b>My profile</b> and go to <b>Safer sign-in</b>. A confirmed e-mail is needed.',
        'Press <b>Add a passkey</b>, or <b>Set up the app</b> and scan the code.',
        'Save the <b>Recovery codes</b>: they help when you lose the phone or the device.',
      ),
      after: '',
    },
    whoToCall: {
      title: 'Who to turn to',
      lead: 'When you cannot go on by yourself.',
      steps: '',
      after: lines(
        '<b>You are a user</b> without an e-mail and do not remember the password: the administrator of the switchboard enters your e-mail or gives you a temporary password.',
        '<b>You are the administrator</b> with the password expired and no e-mail: call {{support}}, who restore a temporary password and an e-mail.',
        '<b>You saw an activity you do not recognise</b>: change the password, press <b>Sign out of the other devices</b> and tell the administrator.',
      ),
    },
  },
} satisfies Same<typeof model>

export default help
