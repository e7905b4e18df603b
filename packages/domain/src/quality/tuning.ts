/** How likely two rows are one person, by what they share. Ours: an address or a telephone may be a family's, a name at an address is rarely two people's. */
export const LIKELY = { email: 0.95, phone: 0.7, 'name-address': 0.85 } as const;
/** What more people than this share is a front desk or a mistake, and says nothing of any two of them. */
export const MOST_SHARING = 4;
/** An answer is fresh for this part of the time for which it may be kept. */
export const FRESH_PART = 0.5;
