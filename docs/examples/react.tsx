import { provideClient } from '@rapport/elements';
import { RapportPoints } from '@rapport/react/points';
import { RapportRewards } from '@rapport/react/rewards';
import { useState } from 'react';
import { createRoot } from 'react-dom/client';
import { client } from './session.ts';

provideClient(client);

function Account() {
  const [taken, take] = useState('nothing yet');
  return (
    <>
      <RapportPoints compact />
      <RapportRewards onRedeem={(event) => take(event.voucher.code)} />
      <p>Taken: {taken}</p>
    </>
  );
}

createRoot(document.getElementById('app')!).render(<Account />);
