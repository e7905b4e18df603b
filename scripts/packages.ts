import { main } from './fail.ts';
import { makePackages, PACKAGES } from './publish/packages.ts';

// `npm run packages`: makes what is published, ready to be packed. `npm test` installs it into an empty project and uses it there.
await main(async () => {
  await makePackages();
  console.log(`The packages lie in ${PACKAGES}`);
});
