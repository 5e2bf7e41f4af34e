/** Options that say where the forge is, for `comment` and `propose --pr`. */
export interface ForgeFlags {
  repository?: string;
  pull?: string;
  sha?: string;
  apiUrl?: string;
}
