import { contractors } from './entity.ts';

const { add, delete: remove, getFields, list } = contractors;

export default { add, delete: remove, getFields, list };
