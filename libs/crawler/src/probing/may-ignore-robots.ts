import { type DueTarget } from '../schedule/lease.js';

/** Registering a URL is an invitation: it allows one look whatever robots.txt says. Later ones obey it. */
export const mayIgnoreRobots = ({ requested, registered, probedBefore }: DueTarget): boolean =>
  requested && registered && !probedBefore;
