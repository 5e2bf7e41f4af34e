/** What the syntax cannot know: which packages are SDKs and which methods are operations. */
export interface SiteRules {
  isSdk(specifier: string): boolean;
  /** True when `method` calls AWS on an instance of `className` from a package. */
  isOperation(specifier: string, className: string, method: string): boolean;
}
