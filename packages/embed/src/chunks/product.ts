// What stands beside a product that isn't on every page.
import '@rapport/elements/earn/rapport-earn';
import '@rapport/elements/watch/rapport-watch';
