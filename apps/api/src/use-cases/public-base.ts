/** Where links begin: at the public URL where there is one, else where the request came in. */
export const publicBase = (publicUrl: string | undefined, requestBase: string): string =>
  (publicUrl ?? requestBase).replace(/\/+$/, '');
