/** A YAML scalar that is read back as the same text, even inside a flow list. */
export function yamlScalar(text: string): string {
  const isPlain =
    /^[\p{L}_][\p{L}\p{N}_./ -]*$/u.test(text) &&
    text === text.trim() &&
    !/^(true|false|null|yes|no|on|off|y|n|nan|inf)$/i.test(text);
  return isPlain
    ? text
    : JSON.stringify(text).replace(
        /[\u007f-\u009f\u2028\u2029\ufeff]/g,
        (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
      );
}
