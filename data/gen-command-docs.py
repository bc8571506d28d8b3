"""Makes the manual page and the completion for bash out of what the program says with --help.

    gen-command-docs.py PROGRAM VERSION PAGE COMPLETION
"""

import os
import re
import subprocess
import sys

COMMANDS = ("", "send", "status", "list")
OPTION = re.compile(r"^  (?:-(?P<short>\w), )?--(?P<long>[\w-]+)(?:=(?P<value>\w+))?\s{2,}(?P<text>.*)$")

STATUS = (
    ("0", "The service took it; with \\-\\-dry\\-run, it could be sent."),
    ("1", "The options, the text or the people are wrong; nothing was sent."),
    ("2", "Nobody is signed in, or the keyring cannot be read; nothing was sent."),
    ("3", "Nothing was sent: the service, the balance or the person said no."),
    ("4", "It may have been sent: look in the window before you repeat it."),
    ("5", "The window is open, or another command is at work; nothing was sent."),
)

COMPLETION = """# Completion for munja, made from its --help.
_munja ()
{
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]} words

  case $before in
    --csv|-c|--text-file|-F)
      COMPREPLY=($(compgen -f -- "$word"))
      return
      ;;
  esac
  case $COMP_CWORD:${COMP_WORDS[1]} in
%s
  esac
  COMPREPLY=($(compgen -W "$words" -- "$word"))
}
complete -o default -F _munja munja
"""


def ask(program, command):
    """What the program says of a command: its first lines, and its options."""
    env = {**os.environ, "LC_ALL": "C.UTF-8", "LANGUAGE": "", "ASAN_OPTIONS": "detect_leaks=0"}
    said = subprocess.run([program, *command.split(), "--help"], env=env, check=True, stdout=subprocess.PIPE,
                          text=True).stdout
    options = [match for match in map(OPTION.match, said.partition("Application Options:")[2].splitlines()) if match]
    usage, _blank, rest = said.partition("\n\n")
    return usage.splitlines()[1].strip(), rest.partition("\n\n")[0], options


def roff(text):
    return text.replace("\\", "\\\\").replace("-", "\\-").replace("'", "\\(aq")


def describe(option):
    short = f"\\-{option['short']}, " if option["short"] else ""
    value = f"=\\fI{option['value']}\\fR" if option["value"] else ""
    return f".TP\n\\fB{short}\\-\\-{roff(option['long'])}\\fR{value}\n{roff(option['text'])}\n"


def make_page(said, version):
    page = [f'.TH MUNJA 1 "" "Munja {version}" "User Commands"\n.SH NAME\nmunja \\- send Korean text messages\n',
            ".SH SYNOPSIS\n"]
    page += [f".B {roff(usage)}\n.br\n" for usage, _summary, _options in said.values()]
    for command, (_usage, summary, options) in said.items():
        page.append(f".SH {('munja ' + command).strip().upper()}\n{roff(summary)}\n")
        page += map(describe, options)
    page.append(".SH EXIT STATUS\n")
    page += [f".TP\n.B {number}\n{text}\n" for number, text in STATUS]
    return "".join(page)


def make_completion(said):
    def names(command):
        return " ".join(f"--{option['long']}" for option in said[command][2]) + " --help"

    cases = [f'    1:*) words="{" ".join(filter(None, COMMANDS))} {names("")}" ;;']
    cases += [f'    *:{command}) words="{names(command)}" ;;' for command in filter(None, COMMANDS)]
    return COMPLETION % "\n".join(cases + [f'    *) words="{names("")}" ;;'])


def main():
    program, version, page, completion = sys.argv[1:]
    said = {command: ask(program, command) for command in COMMANDS}
    with open(page, "w", encoding="utf-8") as file:
        file.write(make_page(said, version))
    with open(completion, "w", encoding="utf-8") as file:
        file.write(make_completion(said))


if __name__ == "__main__":
    main()
