/* Completion for bash, printed from the tables.
 *
 * The script needs nothing but bash.  From the tables come three lists in it: the options of the
 * command that have a value, what the value of each option is, and what each verb takes; the code
 * around them is the same whatever the tables say. */
#include "describe.h"
#include "verbs.h"

static const char head[] =
    "# Completion for bash.  Made by `leidraad --describe-as bash`: not to be edited.\n"
    "\n"
    "_leidraad()\n"
    "{\n"
    "    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} verb='' i\n"
    "    local value='' options='' arguments=''\n"
    "    COMPREPLY=()\n"
    "\n"
    "    # To bash \"--name=value\" is three words.\n"
    "    if [[ $cur == '=' ]]; then\n"
    "        cur=''\n"
    "    elif [[ $prev == '=' ]]; then\n"
    "        prev=${COMP_WORDS[COMP_CWORD - 2]}\n"
    "    fi\n"
    "\n"
    "    # The verb is the first word that is neither an option nor the value of one.\n"
    "    for ((i = 1; i < COMP_CWORD; i++)); do\n"
    "        case ${COMP_WORDS[i]} in\n"
    "            ";

static const char values[] =
    ") [[ ${COMP_WORDS[++i]} == '=' ]] && ((++i)) ;;\n"
    "            -*) ;;\n"
    "            *) verb=${COMP_WORDS[i]}; break ;;\n"
    "        esac\n"
    "    done\n"
    "\n"
    "    # What comes after an option: a file, something that is not known here, or one of these.\n"
    "    case $verb:$prev in\n";

static const char takes[] = "    esac\n"
                            "\n"
                            "    # What a verb takes.\n"
                            "    case $verb in\n";

static const char tail[] =
    "    esac\n"
    "\n"
    "    [[ $cur == -* && ! $value ]] && arguments=$options\n"
    "    case ${value:-$arguments} in\n"
    "        FILE) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- \"$cur\") ;;\n"
    "        POLICIES)\n"
    "            compopt -o filenames\n"
    "            mapfile -t COMPREPLY < <(compgen -d -- \"$cur\"\n"
    "                compgen -f -X '!*.leidraad' -- \"$cur\")\n"
    "            ;;\n"
    "        OTHER) ;;\n"
    "        *) mapfile -t COMPREPLY < <(compgen -W \"${value:-$arguments}\" -- \"$cur\") ;;\n"
    "    esac\n"
    "} && complete -F _leidraad leidraad\n";

/* "--policies | --known-at | --lang" */
static void list_with_values(struct output *out, const struct option *options)
{
    const char *before = "";
    for (const struct option *option = options; option->name; option++) {
        if (option->kind == OPTION_FLAG || !option->help) continue;
        output_printf(out, "%s--%s", before, option->name);
        before = " | ";
    }
}

static void list_words(struct output *out, const struct choice *choice)
{
    const char *before = "";
    for (; choice->word; choice++) {
        output_printf(out, "%s%s", before, choice->word);
        before = " ";
    }
}

/* A line for each option with a value; verb: a pattern. */
static void list_values(struct output *out, const char *verb, const struct option *option)
{
    for (; option->name; option++) {
        if (option->kind == OPTION_FLAG || !option->help) continue;
        output_printf(out, "        %s:--%s) value='", verb, option->name);
        if (option->choices)
            list_words(out, option->choices);
        else
            output_text(out, option->kind == OPTION_FILE || option->kind == OPTION_FOLDER
                                 ? "FILE"
                                 : "OTHER");
        output_text(out, "' ;;\n");
    }
}

static void list_names(struct output *out, const struct option *option)
{
    for (; option->name; option++)
        if (option->help) output_printf(out, "--%s ", option->name);
}

static void list_verb(struct output *out, const struct verb *verb)
{
    static const char *const arguments[] = {
        [ARGUMENT_OTHER] = "OTHER", [ARGUMENT_FILE] = "FILE", [ARGUMENT_POLICY_FILE] = "POLICIES"};
    output_printf(out, "        %s)\n            options='", verb->name);
    for (const struct option *const *table = verb->options; *table; table++)
        list_names(out, *table);
    list_names(out, command_options);
    output_printf(out, "'\n            arguments=%s\n            ;;\n",
                  arguments[verb->argument_kind]);
}

void describe_completion(struct output *out)
{
    output_text(out, head);
    list_with_values(out, command_options);
    output_text(out, values);
    list_values(out, "*", command_options);
    for (const struct verb *const *verb = verbs; *verb; verb++)
        for (const struct option *const *table = (*verb)->options; *table; table++)
            list_values(out, (*verb)->name, *table);
    output_text(out, takes);
    output_text(out, "        '')\n            options='");
    list_names(out, command_options);
    output_text(out, "'\n            arguments='");
    for (const struct verb *const *verb = verbs; *verb; verb++)
        output_printf(out, "%s ", (*verb)->name);
    output_text(out, "'\n            ;;\n");
    for (const struct verb *const *verb = verbs; *verb; verb++) list_verb(out, *verb);
    output_text(out, tail);
}
