/** A requirement of a standard that unused access bears on. */
export interface Control {
  id: string;
  title: string;
  url: string;
  /** `privileged`: only where permissions can be managed or escalated. */
  about: 'access' | 'privileged';
}

/** What auditors ask least privilege for. Each title is the standard's own, each URL its publisher's page. */
export const CONTROLS: readonly Control[] = [
  {
    id: 'NIST SP 800-53 AC-6',
    title: 'Least Privilege',
    url: 'https://csrc.nist.gov/pubs/sp/800/53/r5/upd1/final',
    about: 'access',
  },
  {
    id: 'PCI DSS Requirement 7',
    title: 'Restrict Access to System Components and Cardholder Data by Business Need to Know',
    url: 'https://www.pcisecuritystandards.org/document_library/',
    about: 'access',
  },
  {
    id: 'SOC 2 CC6.3',
    title: 'Authorizes, modifies, or removes access based on roles, considering least privilege',
    url: 'https://www.aicpa-cima.com/resources/download/2017-trust-services-criteria-with-revised-points-of-focus-2022',
    about: 'access',
  },
  {
    id: 'ISO/IEC 27001 A.8.2',
    title: 'Privileged access rights',
    url: 'https://www.iso.org/standard/27001',
    about: 'privileged',
  },
  {
    id: 'HIPAA 164.312(a)',
    title: 'Access control',
    url: 'https://www.ecfr.gov/current/title-45/subtitle-A/subchapter-C/part-164/subpart-C/section-164.312',
    about: 'access',
  },
];

/** Ids of the controls a role bears on; none when nothing of it is unused and nothing escalates. */
export const controlsFor = (unused: number, privileged: boolean): string[] =>
  unused === 0 && !privileged
    ? []
    : CONTROLS.filter(({ about }) => about === 'access' || privileged).map(({ id }) => id);
