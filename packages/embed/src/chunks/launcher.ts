// The pill in the corner: small, since it is on every page of a shop that has one.
import '@rapport/elements/launcher/rapport-launcher';
