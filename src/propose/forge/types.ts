/** A comment of a pull request. */
export interface ForgeComment {
  id: string;
  body: string;
}

/** Comments of one pull request (merge request). All throw ForgeError. */
export interface CommentPort {
  /** Characters a comment may have. */
  readonly limit: number;
  list(): Promise<ForgeComment[]>;
  create(body: string): Promise<void>;
  update(id: string, body: string): Promise<void>;
  /** Folds a comment away; `body` is what it says from then on. */
  hide(comment: ForgeComment, body: string): Promise<void>;
  remove(id: string): Promise<void>;
}

/** What a pull request says. */
export interface PullText {
  title: string;
  body: string;
}

export interface OpenPull {
  number: number;
  url: string;
  title: string;
  body: string;
}

/** Pull requests of one repository. All throw ForgeError. */
export interface PullPort {
  /** Characters the description may have. */
  readonly limit: number;
  /** The open pull request of a branch of this repository. */
  find(branch: string, base: string): Promise<OpenPull | undefined>;
  /** Throws ForgeError 409 or 422 when there is one already. */
  open(branch: string, base: string, text: PullText): Promise<OpenPull>;
  update(number: number, text: PullText): Promise<void>;
  label(number: number, label: string): Promise<void>;
}

/** One repository of a code forge. */
export interface Forge {
  name: string;
  comments(pull: number): CommentPort;
  pulls: PullPort;
}
