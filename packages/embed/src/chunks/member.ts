// What a member's own page and the panel hold.
import '@rapport/elements/panel/rapport-panel';
import '@rapport/elements/preferences/rapport-contact';
import '@rapport/elements/preferences/rapport-preferences';
import '@rapport/elements/profile/rapport-profile';
import '@rapport/elements/refer/rapport-refer';
import '@rapport/elements/rewards/rapport-rewards';
import '@rapport/elements/statement/rapport-statement';
import '@rapport/elements/tier/rapport-tier';
import '@rapport/elements/vouchers/rapport-vouchers';
import '@rapport/elements/watches/rapport-watches';
