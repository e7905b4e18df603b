// What is agreed to, and what is heard.
import '@rapport/elements/preferences/rapport-contact';
import '@rapport/elements/preferences/rapport-preferences';
