import { provideClient } from '@rapport/elements';
import '@rapport/elements/points/rapport-points';
import '@rapport/elements/rewards/rapport-rewards';
import { client } from './session.ts';

provideClient(client);

const app = document.getElementById('app')!;
app.innerHTML = '<rapport-points compact></rapport-points><rapport-rewards></rapport-rewards><p>Taken: nothing yet</p>';
app.addEventListener('rapport-redeem', (event) => (app.querySelector('p')!.textContent = `Taken: ${event.voucher.code}`));
