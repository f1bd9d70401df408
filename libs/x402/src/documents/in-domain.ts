/** Whether what stands at one host is the word of whoever owns another. */
export type InDomain = (host: string, owner: string) => boolean;

/**
 * The same name, or one below it; `www.` is its domain. As far as can be told without a list of public suffixes: with
 * one, siblings such as `api.example.com` and `pay.example.com` are of one owner too.
 */
export const isHostBelow: InDomain = (host, owner) => {
  const [name, domain] = [plainName(host), plainName(owner)];
  return domain !== '' && (name === domain || name.endsWith(`.${domain}`));
};

/** DNS names are equal in any case, and with or without the root's dot. */
const plainName = (host: string): string =>
  host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^www\./, '');
