/** How long what people say may be, in signs. */
export const LONGEST = 10000
