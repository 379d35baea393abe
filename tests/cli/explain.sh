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

title "what is not there"
run leidraad explain $data --subject 12345678
run leidraad explain $data --subject 99000002 --rule uitvoering_plann
run leidraad explain $data --subject nonsense:99000002
finish
