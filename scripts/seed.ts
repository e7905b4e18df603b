import fc from 'fast-check';

// `npm test` runs the same part of every property each time, so that a red run is about the change and not about the day. RAPPORT_SEED chooses another part;
// a property that fails prints its own seed anyway.
const given = typeof process === 'undefined' ? undefined : process.env['RAPPORT_SEED'];
fc.configureGlobal({ seed: Number(given ?? 20_261_122) });
