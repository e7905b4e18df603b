/** How often each question is asked over, because workerd's clock tells whole milliseconds. */
export const TIMES = 20;
