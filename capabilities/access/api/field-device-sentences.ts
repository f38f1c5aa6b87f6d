import type { RefusalSentences } from '#platform/http/refusal-sentences.ts';

/** What a person reads when a field device cannot be set up, renewed or taken back. */
export const FIELD_DEVICE_SENTENCES = {
  'access.offline.not-for-role': {
    happened: 'Your role does not work without a network here.',
    todo: 'Go on with a network. If your work needs it, ask whoever runs this installation.',
  },
  'access.field-device.key-invalid': {
    happened: 'The key that this device made is not one.',
    todo: 'Load the app again and set the device up once more. Nothing was changed.',
  },
  'access.field-device.purpose': {
    happened: 'You do not work for this purpose.',
    todo: 'Choose one of the purposes that are offered to you.',
  },
  'access.field-device.too-many': {
    happened: 'You have as many field devices as one person may have.',
    todo: 'Take one back that you no longer use, then set this one up.',
  },
  'access.field-device.unknown': {
    happened: 'There is no such field device, or it is not yours.',
    todo: 'Load the list of devices again.',
  },
  'access.field-device.revoked': {
    happened: 'This field device was taken back.',
    todo: 'Send what waits on it, then set it up anew if you still work with it.',
  },
} as const satisfies RefusalSentences;
