// The question that most people see once.
import '@rapport/elements/consent/rapport-consent';
