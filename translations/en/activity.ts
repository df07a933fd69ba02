import type { Same } from '../index.ts'
import type model from '../it/activity.ts'

const activity = {
  what: {
    'company.activated': 'Line activated with the temporary password of the switchboard',
    'sign-in': 'Sign-in to the portal',
    'sign-in.second-factor': 'Two-step verification',
    'sign-in.resumed': 'Sign-in from a remembered computer',
    'sign-out': 'Sign-out from the portal',
    'view.switched': 'Profile switched',
    'password.changed': 'Password changed',
    'password.reset-requested': 'Reset password requested',
    'password.reset': 'Password chosen again with Reset password',
    'password.temporary-set': 'Temporary password set',
    'password.shared-rotated': 'Temporary password of the switchboard renewed',
    'line.activated': 'First access of the line',
    'line.restored-by-support': 'Line taken back to the first access',
    'email.entered': 'E-mail address entered',
    'email.verified': 'E-mail address confirmed',
    'email.change-requested': 'Change of the e-mail address requested',
    'email.changed': 'E-mail address changed',
    'email.change-undone': 'Change of the e-mail address undone',
    'pin.changed': 'PIN of call services changed',
    'second-factor.added': 'Two-step verification added',
    'second-factor.removed': 'Two-step verification removed',
    'session.stepped-up': 'Password confirmed again',
    'session.ended': 'Device signed out',
    'sessions.ended': 'Other devices signed out',
    'remember.revoked': 'Remembered computer forgotten',
    'acting.started': 'Configuration opened',
    'acting.ended': 'Configuration closed',
    'directory.exported': 'List of users exported',
    other: 'Change of the line',
  },
  refused: '{{what}}: did not succeed',
  who: {
    you: 'You',
    owner: 'The user of the line',
    administrator: 'Administrator {{name}}',
    support: 'Customer service',
    system: 'The switchboard',
    unknown: 'Somebody who had not signed in',
  },
  time: {
    today: 'today at {{time}}',
    yesterday: 'yesterday at {{time}}',
  },
} satisfies Same<typeof model>

export default activity
