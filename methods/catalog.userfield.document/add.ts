import { useInstead } from './useInstead.ts';

/** A portal has the method to say which one to use. */
export default useInstead('add', 'update');
