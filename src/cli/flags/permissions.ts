/** Options of `permissions`, as commander hands them over. */
export interface PermissionsFlags {
  format: string;
}
