// The builder belongs to the client's own tests and is no part of what that package exports; the elements' tests stand on the same one.
// oxlint-disable-next-line rapport/arrows -- tests only, see above
export { aClient, aView, type Answer, Refusal } from '../../../client/src/testing/a-client.ts';
