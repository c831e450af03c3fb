import type { IncomingMessage } from 'node:http';

/** How many events led to a request, as the portal says that sent it as one; 0 where it says nothing. */
export const readChain = ({ headers }: IncomingMessage): number => {
  const given = headers['x-event-depth'];
  return typeof given === 'string' && /^\d{1,3}$/.test(given) ? Number(given) : 0;
};
