import { literalOf, unknownText } from '../../model/text.js';
import type { Converter } from './types.js';

/** AppConfig makes ids of seven small letters and digits: `abc1234`. */
const MADE_ID = /^(?=.*\d)(?=.*[a-z])[a-z0-9]{7}$/;

/**
 * A member that takes an id or a name, where the ARN has the id: a known text that does not look like an id is a name, and which id it
 * has is not known. `Ref` of a deployed resource is its id, and the ARN that it stands in may be of another type (a session's
 * configuration is not the profile). https://docs.aws.amazon.com/appconfig/2019-10-09/APIReference/API_appconfigdata_StartConfigurationSession.html
 */
export const idOrName: Converter = (text) => {
  const exact = literalOf(text);
  if (exact === undefined || MADE_ID.test(exact)) return [{ part: text }];
  return [{ part: unknownText(`the ARN has the id of what the request calls ${exact}`) }];
};
