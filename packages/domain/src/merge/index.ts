export { partedCount, partedList, partedMark } from './parted.ts';
export { consentBack, strictestConsent, strictestPreferences } from './word.ts';
