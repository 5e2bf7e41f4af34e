/**
 * Partitions by the start of their Regions' names; every other Region is in `aws`.
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html and the AWS SDK's partitions.json.
 */
const PARTITIONS: readonly { region: string; partition: string; urlSuffix: string }[] = [
  { region: 'cn-', partition: 'aws-cn', urlSuffix: 'amazonaws.com.cn' },
  { region: 'us-gov-', partition: 'aws-us-gov', urlSuffix: 'amazonaws.com' },
  { region: 'us-isob-', partition: 'aws-iso-b', urlSuffix: 'sc2s.sgov.gov' },
  { region: 'us-isof-', partition: 'aws-iso-f', urlSuffix: 'csp.hci.ic.gov' },
  { region: 'us-iso-', partition: 'aws-iso', urlSuffix: 'c2s.ic.gov' },
  { region: 'eu-isoe-', partition: 'aws-iso-e', urlSuffix: 'cloud.adc-e.uk' },
  { region: 'eusc-', partition: 'aws-eusc', urlSuffix: 'amazonaws.eu' },
];

/** `cn-north-1` → `aws-cn`; a Region nobody knows, or none, is in `aws`. */
export const partitionOfRegion = (region: string | undefined): string =>
  PARTITIONS.find((row) => region?.startsWith(row.region))?.partition ?? 'aws';

/** What `AWS::URLSuffix` is in a partition: the end of endpoints and of `kms:ViaService` values. */
export const urlSuffixOfPartition = (partition: string): string =>
  PARTITIONS.find((row) => row.partition === partition)?.urlSuffix ?? 'amazonaws.com';
