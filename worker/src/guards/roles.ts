import { ROUTES } from '@rapport/protocol';
import type { Role, Route } from '@rapport/protocol';
import type { AppContext } from './context.ts';
import { Problem } from '../platform/problem.ts';

const rolesByRoute = new Map(ROUTES.map(({ method, path, roles }) => [`${method} ${path}`, roles]));
const stated = (path: string): string => path.replace(/:(\w+)/g, '{$1}').replace(/(.)\/$/, '$1');

/**
 * Refuses staff whose role doesn't include the route, as the contract's table says; a route that the table doesn't name refuses everybody.
 * @throws {Problem} role-not-allowed
 */
export const allow = (c: AppContext, role: string): void => {
  const name = `${c.req.method.toLowerCase()} ${stated(c.req.routePath)}`;
  if (!rolesByRoute.has(name)) throw new Problem('role-not-allowed');
  const roles: Route['roles'] = rolesByRoute.get(name);
  if (roles && !roles.includes(role as Role)) throw new Problem('role-not-allowed');
};
