import { type CallSettings, freshSettings } from './settings.ts'

/**
 * What a line says about its calls once somebody else holds it (spec/security 2.2, "Riassegna linea"). Kept is what is
 * the company's: after how many seconds, whether voicemail answers, call waiting, which company number is shown. Where
 * calls went, who was let through and who turned away was the person's: it is gone.
 */
export function settingsForNewHolder(old: CallSettings): CallSettings {
  return {
    ...freshSettings,
    noAnswer: { ...freshSettings.noAnswer, after: old.noAnswer.after },
    voicemail: old.voicemail,
    busy: old.busy.action === 'forward' ? freshSettings.busy : { ...old.busy, to: null },
    callWaiting: old.callWaiting,
    identity: { withheld: false, presented: old.identity.presented },
  }
}
