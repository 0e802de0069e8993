/**
 * What WhatsApp itself writes, by language. `{who}` and `{by}` are names, `{title}` is any text in quotes, `{rest}` is anything,
 * `?` marks an optional character. `{who=you}` and `{by=you}` stand for no text: the words alone mean the person who made the export.
 */
export interface Words {
  /** what notices call the person who made the export */
  readonly you: readonly string[];
  /** separators between the names of several people */
  readonly between: readonly string[];
  /** how notices call groups and communities: no name of a person contains it */
  readonly places: readonly string[];
  readonly added: readonly string[];
  readonly link: readonly string[];
  readonly community: readonly string[];
  readonly left: readonly string[];
  readonly removed: readonly string[];
  readonly created: readonly string[];
  /** other notices, which must not be mistaken for one of those above */
  readonly other: readonly string[];
  readonly encrypted: readonly string[];
  /** the whole text in place of a deleted message */
  readonly deleted: readonly string[];
}
