import { UserError } from '../../model/user-error.js';

/** Where a trail's logs lie, and what shall be found of them. */
export interface TrailLocation {
  /** `s3://bucket/prefix/AWSLogs/` or `…/AWSLogs/o-id/`, with its trailing slash. */
  location: string;
  accounts: readonly string[];
  regions: readonly string[];
  /** First day, `2026-08-01`. */
  since: string;
}

const NAME = /^[a-z_][a-z0-9_]{0,254}\.[a-z_][a-z0-9_]{0,254}$/;

/** A `database.table` that is safe to write into SQL; anything else is refused. */
export function tableName(name: string): string {
  if (NAME.test(name)) return name;
  throw new UserError(`${name} is no Athena table`, {
    advice: 'write athena:<database>.<table>, in lower-case letters, digits and _',
  });
}

/**
 * The statement that makes a trail's bucket a table with partition projection, so that a query reads only the days, accounts and regions it
 * asks for. Serde and formats: https://docs.aws.amazon.com/athena/latest/ug/create-cloudtrail-table-partition-projection.html
 */
export function createTableSql(table: string, trail: TrailLocation): string {
  return `CREATE EXTERNAL TABLE IF NOT EXISTS ${tableName(table)} (
  eventversion string,
  useridentity struct<type:string,principalid:string,arn:string,accountid:string,invokedby:string,accesskeyid:string,username:string,
    sessioncontext:struct<sessionissuer:struct<type:string,principalid:string,arn:string,accountid:string,username:string>>>,
  eventtime string,
  eventsource string,
  eventname string,
  awsregion string,
  errorcode string,
  requestparameters string,
  eventid string,
  readonly string,
  resources array<struct<arn:string,accountid:string,type:string>>,
  eventtype string,
  recipientaccountid string,
  sharedeventid string,
  vpcendpointid string,
  eventcategory string,
  managementevent string)
PARTITIONED BY (account string, region string, day string)
ROW FORMAT SERDE 'org.apache.hive.hcatalog.data.JsonSerDe'
STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat'
OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'
LOCATION '${trail.location}'
TBLPROPERTIES (
  'projection.enabled'='true',
  'projection.account.type'='enum',
  'projection.account.values'='${trail.accounts.join(',')}',
  'projection.region.type'='enum',
  'projection.region.values'='${trail.regions.join(',')}',
  'projection.day.type'='date',
  'projection.day.format'='yyyy/MM/dd',
  'projection.day.range'='${trail.since.slice(0, 10).replaceAll('-', '/')},NOW',
  'projection.day.interval'='1',
  'projection.day.interval.unit'='DAYS',
  'storage.location.template'='${trail.location}\${account}/CloudTrail/\${region}/\${day}')`;
}
