export { until, type UntilOptions } from '../../scripts/serve/until.ts';
export { importCatalogue, makeShop, setupToken, signIn, taken, caller, type Caller } from '../../scripts/serve/shop.ts';
export { aBrowser, type TestBrowser } from './browser.ts';
export { aHouse, freePort, OWNER, type House, type HouseOptions } from './house.ts';
export { linkToken } from './link.ts';
export { noteShifts, shiftsOf, slowDown, type Shift } from './shifts.ts';
export { aSite, type Site } from './site.ts';
export { muteStages } from './stages.ts';
