import type { SecurityChange, SecurityLetters } from '../../mail.ts'

const changes: Record<SecurityChange, string> = {
  'passkey-added': 'È stata aggiunta una passkey',
  'passkey-removed': 'È stata tolta una passkey',
  'totp-added': 'È stata aggiunta un’app di autenticazione',
  'totp-removed': 'È stata tolta l’app di autenticazione',
}

export const security: SecurityLetters = {
  'security-change': ({ what, maskedNumber, at, supportNumber }) => ({
    subject: changes[what],
    paragraphs: [
      `${changes[what]} per la linea ${maskedNumber} il ${at}.`,
      'Sei stato tu? Non devi fare nulla.',
      `Non sei stato tu? Cambia subito la password e avvisa l’Amministratore, oppure chiama il ${supportNumber}.`,
    ],
  }),

  'new-device-after-failures': ({ maskedNumber, at, device, ip }) => ({
    subject: 'Nuovo accesso alla tua linea',
    paragraphs: [
      `Qualcuno è entrato nel portale con la linea ${maskedNumber} il ${at}, dopo alcuni tentativi sbagliati.`,
      `Dispositivo: ${device}. Indirizzo di rete: ${ip}.`,
      'Sei stato tu? Non devi fare nulla.',
      'Non sei stato tu? Usa subito “Reset Password” e avvisa l’Amministratore.',
    ],
  }),

  'remember-revoked': ({ maskedNumber, at, device }) => ({
    subject: 'Un computer ricordato è stato disconnesso',
    paragraphs: [
      `Il ${at} qualcuno ha usato di nuovo un accesso già scaduto alla linea ${maskedNumber}.`,
      `Per sicurezza abbiamo disconnesso questo dispositivo: ${device}.`,
      'Accedi di nuovo con la password. Se non riconosci il dispositivo, cambiala.',
    ],
  }),
}
