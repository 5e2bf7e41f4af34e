import { literalOf } from '../../model/text.js';
import { startsLikeArn } from './arn-text.js';
import { convertReference } from './reference.js';
import type { Converter } from './types.js';

/** A member that names the resource otherwise than its ARN does (a workgroup's name, where the ARN has its id): only an ARN is used. */
export const onlyArn: Converter = (text, context) => {
  const reference = convertReference(text, context);
  if (reference) return [reference];
  if (startsLikeArn(text)) return [{ upTo: text }];
  return [
    {
      part: [
        {
          kind: 'unknown',
          reason: `the ARN has an id that the request does not name (it says ${literalOf(text) ?? 'another name'})`,
        },
      ],
    },
  ];
};
