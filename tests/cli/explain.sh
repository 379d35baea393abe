#!/usr/bin/env bash
# leidraad explain.
source "$(dirname "$0")/lib.bash"
data=tests/data/klein

run leidraad explain $data --subject 99000002 --on 2026-11-01
run leidraad --lang nl explain $data --subject 99000002 --on 2026-11-01
run leidraad explain $data --subject 99000002 --on 2026-11-01 --rule uitvoering_plan
run leidraad explain $data --subject 99000002 --on 2026-11-01 --rule uitvoering_plan --format json
run leidraad --lang nl explain $data --subject 99000002 --on 2026-11-01 --rule intervisie_jaarlijks
run leidraad explain $data --subject 99000003 --on 2026-11-01
run leidraad explain $data --subject rho:UNICUM --on 2026-11-01 --rule rho_regioplan
run leidraad explain $data --subject rho:UNICUM

title "a decision, with the rules that it looked at"
run leidraad explain $data --subject 99000002 --on 2026-11-01 --rule terugvordering_mogelijk
run leidraad explain $data --subject 99000002 --on 2026-11-01 --rule mag_starten --format json
run leidraad --lang nl explain $data --subject 99000001 --on 2026-11-01 --rule declaratie_beletsel
run leidraad --lang nl explain $data --subject 99000001 --on 2023-04-01 --rule declaratie_beletsel

title "a regional plan that was not judged, for a mistake in its name"
sed 's/;UNICUM;/;Unicum;/' $data/praktijk.csv >"$tmp/praktijk.csv"
cp $data/rho.csv $data/regioplan.csv "$tmp"
run leidraad explain "$tmp" --subject 99000001 --on 2026-11-01 --rule terugvordering_mogelijk
run leidraad --lang nl evaluate "$tmp" --subject 99000001 --on 2026-11-01

title "what is not there"
run leidraad explain $data --subject 12345678
run leidraad explain $data --subject 99000002 --rule uitvoering_plann
run leidraad explain $data --subject nonsense:99000002
title "what a definition, a list and a parameter rest on travels along"
mkdir "$tmp/grounds"
printf 'agb;instroom;patienten;lerend;steun\n99000001;1-4-2023;500;ja;nee\n' >"$tmp/grounds/praktijk.csv"
printf 'agb;code;status;gestart\n99000001;lean;ingezet;1-5-2023\n' >"$tmp/grounds/interventie.csv"
for day in 2024-06-01 2025-06-01; do
    run leidraad --policies tests/diff/gronden explain "$tmp/grounds" --subject 99000001 --on $day \
        --rule gewoon
    run leidraad --policies tests/diff/gronden evaluate "$tmp/grounds" --on $day
done

title "an amount rests on its readings too"
mkdir "$tmp/amount"
cp tests/diff/gronden/gronden.leidraad "$tmp/amount"
cat >>"$tmp/amount/gronden.leidraad" <<'END'
berekening korting "Korting" : bedrag {
  geldt voor praktijk
  waarde als lezing oude is ja_wel dan patienten × tarief anders € 2,00
  afronding half omhoog
  bron stuk "korting"
}
END
sed -i 's/bron stuk "oude"  ja_wel/bron brief "oude" aanname "oude aangenomen"  ja_wel/; /vervalt lezing oude/d' \
    "$tmp/amount/gronden.leidraad"
run leidraad --policies "$tmp/amount" explain "$tmp/grounds" --subject 99000001 --on 2025-06-01
finish
