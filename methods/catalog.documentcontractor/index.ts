import remove from './delete.ts';
import { contractors } from './entity.ts';

const { add, getFields, list } = contractors;

export default { add, delete: remove, getFields, list };
