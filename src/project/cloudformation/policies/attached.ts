import type { DeclaredDocument } from '../../../model/function.js';
import type { SourceLocation } from '../../../model/location.js';
import type { Text } from '../../../model/text.js';
import type { LocatedText } from '../../spec.js';

/** What is attached to a role: documents whose text is here, and managed policies by name, ARN or reference. */
export interface Attached {
  documents: DeclaredDocument[];
  managed: (LocatedText & Pick<DeclaredDocument, 'implicit'>)[];
  boundary?: Text;
  /** Places of inline policies that cannot be read: what they grant is not known. */
  unread?: SourceLocation[];
}

/** Joins what several places attach to one role. */
export function joinAttached(...parts: (Attached | undefined)[]): Attached {
  const present = parts.filter((part) => part !== undefined);
  const boundary = present.find((part) => part.boundary)?.boundary;
  const unread = present.flatMap((part) => part.unread ?? []);
  return {
    ...(unread.length > 0 && { unread }),
    documents: present.flatMap((part) => part.documents),
    managed: present.flatMap((part) => part.managed),
    ...(boundary && { boundary }),
  };
}
