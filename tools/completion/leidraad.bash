# Completion for bash.  Made by `leidraad --describe-as bash`: not to be edited.

_leidraad()
{
    local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD - 1]} verb='' i
    local value='' options='' arguments=''
    COMPREPLY=()

    # To bash "--name=value" is three words.
    if [[ $cur == '=' ]]; then
        cur=''
    elif [[ $prev == '=' ]]; then
        prev=${COMP_WORDS[COMP_CWORD - 2]}
    fi

    # The verb is the first word that is neither an option nor the value of one.
    for ((i = 1; i < COMP_CWORD; i++)); do
        case ${COMP_WORDS[i]} in
            --policies | --store | --at | --known-at | --lang) [[ ${COMP_WORDS[++i]} == '=' ]] && ((++i)) ;;
            -*) ;;
            *) verb=${COMP_WORDS[i]}; break ;;
        esac
    done

    # What comes after an option: a file, something that is not known here, or one of these.
    case $verb:$prev in
        *:--policies) value='FILE' ;;
        *:--store) value='FILE' ;;
        *:--at) value='OTHER' ;;
        *:--known-at) value='OTHER' ;;
        *:--lang) value='nl en' ;;
        check:--format) value='text json sarif' ;;
        check:--dump) value='tokens ast consolidated typed program' ;;
        check:--output) value='FILE' ;;
        show:--rule) value='OTHER' ;;
        show:--output) value='FILE' ;;
        timeline:--intake) value='OTHER' ;;
        timeline:--format) value='text json ndjson csv' ;;
        timeline:--reading) value='OTHER' ;;
        timeline:--output) value='FILE' ;;
        applies:--intake) value='OTHER' ;;
        applies:--format) value='text json ndjson csv' ;;
        applies:--on) value='OTHER' ;;
        applies:--subject) value='OTHER' ;;
        applies:--reading) value='OTHER' ;;
        applies:--onderwerp) value='OTHER' ;;
        applies:--rejects) value='FILE' ;;
        applies:--output) value='FILE' ;;
        evaluate:--leidraad) value='OTHER' ;;
        evaluate:--readings) value='all' ;;
        evaluate:--format) value='text json ndjson csv' ;;
        evaluate:--receipts) value='FILE' ;;
        evaluate:--on) value='OTHER' ;;
        evaluate:--subject) value='OTHER' ;;
        evaluate:--reading) value='OTHER' ;;
        evaluate:--onderwerp) value='OTHER' ;;
        evaluate:--rejects) value='FILE' ;;
        evaluate:--output) value='FILE' ;;
        explain:--rule) value='OTHER' ;;
        explain:--leidraad) value='OTHER' ;;
        explain:--format) value='text json' ;;
        explain:--on) value='OTHER' ;;
        explain:--subject) value='OTHER' ;;
        explain:--reading) value='OTHER' ;;
        explain:--onderwerp) value='OTHER' ;;
        explain:--rejects) value='FILE' ;;
        explain:--output) value='FILE' ;;
        agenda:--year) value='OTHER' ;;
        agenda:--format) value='text json ndjson ics' ;;
        agenda:--output) value='FILE' ;;
        test:--output) value='FILE' ;;
        compile:--output) value='FILE' ;;
        publish:--message) value='OTHER' ;;
        publish:--author) value='OTHER' ;;
        publish:--committer) value='OTHER' ;;
        publish:--time) value='OTHER' ;;
        publish:--erratum) value='OTHER' ;;
        publish:--base) value='OTHER' ;;
        publish:--format) value='text json' ;;
        log:--rule) value='OTHER' ;;
        log:--format) value='text json ndjson' ;;
        log:--output) value='FILE' ;;
        blame:--rule) value='OTHER' ;;
        blame:--format) value='text json ndjson' ;;
        blame:--output) value='FILE' ;;
        diff:--format) value='text json html' ;;
        diff:--output) value='FILE' ;;
        impact:--from) value='OTHER' ;;
        impact:--to) value='OTHER' ;;
        impact:--every) value='month quarter' ;;
        impact:--format) value='text json ndjson csv' ;;
        impact:--on) value='OTHER' ;;
        impact:--subject) value='OTHER' ;;
        impact:--reading) value='OTHER' ;;
        impact:--onderwerp) value='OTHER' ;;
        impact:--rejects) value='FILE' ;;
        impact:--output) value='FILE' ;;
        replay:--format) value='text json ndjson csv' ;;
        replay:--output) value='FILE' ;;
        sample:--size) value='OTHER' ;;
        sample:--seed) value='OTHER' ;;
        sample:--by) value='rho groep' ;;
        sample:--format) value='text json ndjson csv' ;;
        sample:--receipts) value='FILE' ;;
        sample:--on) value='OTHER' ;;
        sample:--reading) value='OTHER' ;;
        sample:--onderwerp) value='OTHER' ;;
        sample:--rejects) value='FILE' ;;
        sample:--output) value='FILE' ;;
    esac

    # What a verb takes.
    case $verb in
        '')
            options='--policies --store --at --known-at --lang --help --version '
            arguments='check show timeline applies evaluate explain agenda test fmt compile init publish log blame diff impact replay sample '
            ;;
        check)
            options='--format --dump --output --policies --store --at --known-at --lang --help --version '
            arguments=OTHER
            ;;
        show)
            options='--rule --output --policies --store --at --known-at --lang --help --version '
            arguments=OTHER
            ;;
        timeline)
            options='--intake --format --reading --output --policies --store --at --known-at --lang --help --version '
            arguments=OTHER
            ;;
        applies)
            options='--intake --format --on --subject --reading --onderwerp --skip-bad --rejects --output --policies --store --at --known-at --lang --help --version '
            arguments=FILE
            ;;
        evaluate)
            options='--leidraad --readings --format --exit-code --receipts --on --subject --reading --onderwerp --skip-bad --rejects --output --policies --store --at --known-at --lang --help --version '
            arguments=FILE
            ;;
        explain)
            options='--rule --leidraad --format --on --subject --reading --onderwerp --skip-bad --rejects --output --policies --store --at --known-at --lang --help --version '
            arguments=FILE
            ;;
        agenda)
            options='--year --format --output --policies --store --at --known-at --lang --help --version '
            arguments=OTHER
            ;;
        test)
            options='--coverage --output --policies --store --at --known-at --lang --help --version '
            arguments=OTHER
            ;;
        fmt)
            options='--check --policies --store --at --known-at --lang --help --version '
            arguments=POLICIES
            ;;
        compile)
            options='--output --policies --store --at --known-at --lang --help --version '
            arguments=OTHER
            ;;
        init)
            options='--bare --policies --store --at --known-at --lang --help --version '
            arguments=OTHER
            ;;
        publish)
            options='--message --author --committer --time --erratum --base --format --policies --store --at --known-at --lang --help --version '
            arguments=FILE
            ;;
        log)
            options='--rule --all --format --output --policies --store --at --known-at --lang --help --version '
            arguments=OTHER
            ;;
        blame)
            options='--rule --format --output --policies --store --at --known-at --lang --help --version '
            arguments=OTHER
            ;;
        diff)
            options='--format --exit-code --output --policies --store --at --known-at --lang --help --version '
            arguments=FILE
            ;;
        impact)
            options='--from --to --every --format --exit-code --on --subject --reading --onderwerp --skip-bad --rejects --output --policies --store --at --known-at --lang --help --version '
            arguments=FILE
            ;;
        replay)
            options='--format --output --policies --store --at --known-at --lang --help --version '
            arguments=FILE
            ;;
        sample)
            options='--size --seed --by --format --receipts --on --reading --onderwerp --skip-bad --rejects --output --policies --store --at --known-at --lang --help --version '
            arguments=FILE
            ;;
    esac

    [[ $cur == -* && ! $value ]] && arguments=$options
    case ${value:-$arguments} in
        FILE) compopt -o filenames; mapfile -t COMPREPLY < <(compgen -f -- "$cur") ;;
        POLICIES)
            compopt -o filenames
            mapfile -t COMPREPLY < <(compgen -d -- "$cur"
                compgen -f -X '!*.leidraad' -- "$cur")
            ;;
        OTHER) ;;
        *) mapfile -t COMPREPLY < <(compgen -W "${value:-$arguments}" -- "$cur") ;;
    esac
} && complete -F _leidraad leidraad
