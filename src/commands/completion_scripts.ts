import { type CommandDeclaration, flagOf } from './declaration.js';

type Script = (commands: readonly CommandDeclaration[]) => string;

/** Words that can follow the words typed so far: `lift` -> `read design ...`; `run` -> its options. */
function wordsAfter(commands: readonly CommandDeclaration[]): Map<string, readonly string[]> {
  const after = new Map<string, string[]>();
  const add = (before: string, word: string) => {
    const words = after.get(before) ?? [];
    if (!words.includes(word)) words.push(word);
    after.set(before, words);
  };
  for (const { name, options } of commands) {
    const words = name.split(' ');
    for (const [place, word] of words.entries()) add(words.slice(0, place).join(' '), word);
    for (const option of Object.keys(options)) add(name, flagOf(option));
  }
  return after;
}

/** The values of options with a closed list, by flag. */
function choicesOf(commands: readonly CommandDeclaration[]): Map<string, readonly string[]> {
  const choices = new Map<string, readonly string[]>();
  for (const { options } of commands)
    for (const [name, { choices: values }] of Object.entries(options))
      if (values !== undefined)
        choices.set(flagOf(name), [...new Set([...(choices.get(flagOf(name)) ?? []), ...values])]);
  return choices;
}

function caseLines(words: ReadonlyMap<string, readonly string[]>, indent: string): string {
  return [...words]
    .map(([before, after]) => `${indent}'${before}') words='${after.join(' ')}' ;;`)
    .join('\n');
}

/** bash: the command is the words before the first option. */
const bash: Script = (commands) => `# grouplift completion for bash: source this file
_grouplift() {
  local current previous called words word
  current=\${COMP_WORDS[COMP_CWORD]}
  previous=\${COMP_WORDS[COMP_CWORD-1]}
  called=''
  for word in "\${COMP_WORDS[@]:1:COMP_CWORD-1}"; do
    case $word in -*) break ;; esac
    called="\${called:+$called }$word"
  done
  words=''
  case $previous in
${caseLines(choicesOf(commands), '    ')}
  esac
  if [ -z "$words" ]; then
    while :; do
      case $called in
${caseLines(wordsAfter(commands), '        ')}
      esac
      [ -n "$words" ] || [ -z "$called" ] && break
      case $called in *' '*) called=\${called% *} ;; *) called='' ; break ;; esac
    done
  fi
  COMPREPLY=($(compgen -W "$words" -- "$current"))
  [ \${#COMPREPLY[@]} -gt 0 ] || COMPREPLY=($(compgen -f -- "$current"))
}
complete -o filenames -F _grouplift grouplift
`;

/** zsh runs the bash function. */
const zsh: Script = (commands) => `#compdef grouplift
autoload -U +X bashcompinit && bashcompinit
${bash(commands)}`;

const fish: Script = (commands) => {
  const lines = commands.flatMap(({ name, summary, options }) => {
    const words = name.split(' ');
    const seen = words.map((word) => `__fish_seen_subcommand_from ${word}`).join('; and ');
    const before = words.length === 1 ? '__fish_use_subcommand' : `__fish_seen_subcommand_from ${words[0]}`;
    return [
      `complete -c grouplift -f -n '${before}' -a ${words.at(-1)} -d ${quoted(summary)}`,
      ...Object.entries(options).map(([option, { summary: says, value, choices }]) =>
        [
          `complete -c grouplift -n '${seen}' -l ${flagOf(option).slice(2)} -d ${quoted(says)}`,
          ...(value === undefined ? [] : ['-r']),
          ...(choices === undefined ? [] : [`-f -a '${choices.join(' ')}'`]),
        ].join(' '),
      ),
    ];
  });
  const groups = [...new Set(commands.flatMap(({ name }) => (name.includes(' ') ? name.split(' ')[0] : [])))];
  const group = groups.map((word) => `complete -c grouplift -f -n '__fish_use_subcommand' -a ${word}`);
  return `# grouplift completion for fish: save as ~/.config/fish/completions/grouplift.fish\n${[...group, ...lines].join('\n')}\n`;
};

function quoted(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/** The script of each shell, made from the declarations of the commands. */
export const completionScripts: ReadonlyMap<string, Script> = new Map([
  ['bash', bash],
  ['zsh', zsh],
  ['fish', fish],
]);
