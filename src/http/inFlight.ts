import type { ServerResponse } from 'node:http';
import { systemError } from '../core/errors.ts';
import { nextTurn } from '../core/giveWay.ts';
import type { Hold } from './readBody.ts';

/** The bytes of all bodies that are being read or worked on. */
export interface InFlight {
  /**
   * A share that is given back when the answer is sent. `proved` tells whether somebody is known to
   * ask: what nobody answers for gets at most half of the whole. Taking throws QUERY_LIMIT_EXCEEDED.
   */
  open(res: ServerResponse, proved: boolean): Hold;
}

/** `size` in bytes. A body needs some four times its size until it is answered. */
export function createInFlight(size: number): InFlight {
  const held = { proved: 0, unproved: 0 };
  let last = Promise.resolve();
  return {
    open(res, proved) {
      const kind = proved ? 'proved' : 'unproved';
      let own = 0;
      res.once('close', () => {
        held[kind] -= own;
      });
      return {
        take(bytes) {
          const all = held.proved + held.unproved + bytes;
          if (res.closed || all > size || (!proved && held.unproved + bytes > size / 2)) {
            throw systemError('queryLimit', { message: 'Too many large requests at once' });
          }
          held[kind] += bytes;
          own += bytes;
        },
        turn() {
          last = last.then(nextTurn);
          return last;
        },
      };
    },
  };
}
