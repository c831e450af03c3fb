import time from './time.ts';

export default { time };
