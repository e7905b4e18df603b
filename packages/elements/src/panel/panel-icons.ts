import { icon } from '../internal/icons.ts';

/** A roof. */
export const home = icon('M3.5 9.2 10 4l6.5 5.2M5.5 7.8V16h9V7.8');
/** A parcel with a bow. */
export const gift = icon('M3.5 8h13v3h-13ZM5 11v5.5h10V11M10 8v8.5M10 8S9.4 4 7.5 4 5.6 8 10 8Zm0 0s.6-4 2.5-4S14.4 8 10 8Z');
/** A heart. */
export const heart = icon('M10 16.2C5.6 12.9 3.7 10.6 3.7 8.1a3.3 3.3 0 0 1 6.3-1.4 3.3 3.3 0 0 1 6.3 1.4c0 2.5-1.9 4.8-6.3 8.1Z');
/** A person. */
export const person = icon('M10 9.8a3 3 0 1 0 0-6 3 3 0 0 0 0 6ZM4.2 16.4c.6-2.7 2.8-4 5.8-4s5.2 1.3 5.8 4');
/** To the end of the line; the style sheet turns it where the line runs from right to left. */
export const onwards = icon('m8 5 5 5-5 5');
/** Back to its start. */
export const back = icon('m12 5-5 5 5 5');
