/**
 * What WhatsApp writes itself, by language. `{who}` and `{by}` are names, `{title}` is any text in quotes, `{rest}` is anything,
 * `?` marks an optional character. `{who=you}` and `{by=you}` stand for no text: the words alone say that it is the person who made the export.
 */
export interface Words {
  /** how notices call the person who made the export */
  readonly you: readonly string[];
  /** what stands between the names of several persons */
  readonly between: readonly string[];
  readonly added: readonly string[];
  readonly link: readonly string[];
  readonly community: readonly string[];
  readonly left: readonly string[];
  readonly removed: readonly string[];
  readonly created: readonly string[];
  /** other notices, which must not be taken for one of those above */
  readonly other: readonly string[];
  readonly encrypted: readonly string[];
  /** the whole text of a message that was deleted */
  readonly deleted: readonly string[];
}
