import type { UsageFile } from '../../src/model/usage.js';

export interface RoleDetail {
  Arn: string;
  RoleName: string;
}

export const HOSTILE: readonly string[];
export function roles(count: number): RoleDetail[];
export function hostileRoles(): RoleDetail[];
export function hostileLinked(): RoleDetail[];
export function authorizationDetails(list: readonly RoleDetail[]): object;
export function usageOf(list: readonly RoleDetail[], days?: { from: string; to: string }): UsageFile;
