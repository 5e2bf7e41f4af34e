/** Options of `validate`, as commander hands them over. */
export interface ValidateFlags {
  type?: string;
  resourceType?: string;
  format: string;
  failOn: string;
  boundary?: string;
  ofRole?: boolean;
  online?: boolean;
  reference?: string;
  notGranted?: string;
  noPublic?: boolean;
  profile?: string;
  region?: string;
  output?: string;
}
