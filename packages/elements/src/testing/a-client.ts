// The elements' tests stand on the client's own builder.
export { aClient, aView, type Answer, Refusal } from '@rapport/client/testing';
