import { createPortal, type Portal, type PortalOptions } from '../portal.ts';
import { v3Failure } from './errors.ts';
import { v3Methods } from './methods.ts';

/** The portal as REST 3.0 offers it: the same methods, rights and rows in another form. */
export const createV3Portal = (options: PortalOptions): Portal =>
  createPortal({ ...options, methods: v3Methods(options.methods), failure: v3Failure });
