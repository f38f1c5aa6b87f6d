import type { RefusalSentences } from '../http/refusal-sentences.ts';

const KEPT = 'What was written is kept on the device.';

/** What a person reads when something that travels between a device and its server is refused. */
export const SYNC_SENTENCES = {
  'sync.device.unknown': {
    happened: 'This device is not set up for work without a network, or not for you.',
    todo: `Sign in on the device and set it up again. ${KEPT}`,
  },
  'sync.device.revoked': {
    happened: 'This device was taken back and has given up what it carried.',
    todo: 'Sign in and set it up anew, or speak with your supervisor.',
  },
  'sync.epoch.changed': {
    happened: 'The server was restored from a backup since this device last heard of it.',
    todo: `Nothing needs to be done: the device offers what it sent once more. ${KEPT}`,
  },
  'sync.item.malformed': {
    happened: 'An item is not in the form that is agreed between devices and this server.',
    todo: `Load the newest version of the app. ${KEPT}`,
  },
  'sync.item.signature': {
    happened: 'An item does not carry the signature of the device that it names.',
    todo: `It was changed on its way, or the device was set up anew since. ${KEPT} Show it to your supervisor.`,
  },
  'sync.item.forked': {
    happened: 'Under the number or id of this item something else had arrived before.',
    todo: `The browser may have been put back to an older state. ${KEPT} Write it once more, and tell whoever runs this installation.`,
  },
  'sync.item.mismatch': {
    happened: 'An item names another entry, record or purpose than what it holds.',
    todo: `Load the newest version of the app. ${KEPT}`,
  },
  'sync.item.operation-unknown': {
    happened: 'This cannot be done from a device without a network.',
    todo: `Do it while you are connected. ${KEPT}`,
  },
  'sync.item.early': {
    happened: 'This came before something that was written earlier on the same device.',
    todo: `Nothing needs to be done: it is taken in once the rest has arrived. ${KEPT}`,
  },
  'sync.item.quarantined': {
    happened: 'This device, or your access, was taken back before this work arrived.',
    todo: 'Nothing is lost: a supervisor of your team decides about it. Speak with them.',
  },
  'sync.file.mixed': {
    happened: 'These parts belong to more than one file.',
    todo: 'Bring one file at a time. Nothing was changed.',
  },
  'sync.file.unreadable': {
    happened:
      'Nothing of this file could be opened: it was altered, or is for another installation.',
    todo: 'Make the file once more on the device, and bring it to the same Amparo. Nothing was changed.',
  },
  'sync.quarantine.unknown': {
    happened: 'There is no such work that waits for you.',
    todo: 'Load the list again; somebody may have settled it already.',
  },
  'sync.quarantine.refused': {
    happened: 'This work cannot be taken in as it is; "because" names the reason.',
    todo: 'Mend what stands against it and try again, or set it aside with your reason. It is kept.',
  },
  'sync.log.purpose': {
    happened: 'Which devices carried a record is read for supervision or an audit only.',
    todo: 'Choose that purpose, if it is your task.',
  },
  'sync.record.unknown': {
    happened: 'There is no such record, or it is not for you to see who carried it.',
    todo: 'Ask the supervisor of the team that is responsible.',
  },
} as const satisfies RefusalSentences;
