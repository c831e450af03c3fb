import { read, textOf } from '../../src/core/index.ts';

/** Whether the caller has one of the access codes; an administrator has all of them. */
export default read({
  about: 'Tells whether the caller has one of some access codes.',
  scope: '',
  anyCase: true,
  params: { access: { type: 'any', optional: true, description: 'Codes, such as U1 or AU' } },
  result: 'boolean',
  async run({ caller }, { access }) {
    if (caller.admin) return true;
    const codes = typeof access === 'object' && access !== null ? Object.values(access) : [access];
    const own = ['AU', `U${caller.userId}`];
    return codes.some((code) => own.includes(textOf(code)));
  },
});
