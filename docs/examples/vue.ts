import { provideClient } from '@rapport/elements';
import type { RapportRedeemEvent } from '@rapport/elements';
import '@rapport/elements/points/rapport-points';
import '@rapport/elements/rewards/rapport-rewards';
import { createApp, h, ref } from 'vue';
import { client } from './session.ts';

provideClient(client);

// In a template this is <rapport-points compact /> and <rapport-rewards @rapport-redeem="…" />, with `isCustomElement: (tag) => tag.startsWith('rapport-')`.
createApp({
  setup() {
    const taken = ref('nothing yet');
    return () => [
      h('rapport-points', { compact: true }),
      h('rapport-rewards', { 'onRapport-redeem': (event: RapportRedeemEvent) => (taken.value = event.voucher.code) }),
      h('p', `Taken: ${taken.value}`),
    ];
  },
}).mount('#app');
