/* What a verdict rests on in the data, as JSON that can be read back.
 *
 * The document is in the form that the command takes JSON data in, and holds one subject with its
 * lists, and whatever it refers to by key, directly or by way of another record:
 *
 *     {"praktijk":[{"agb":"99000004","rho":"UNICUM","interventie":[…]}],"rho":[{"rho":"UNICUM",…}]}
 *
 * Evaluating that gives the same verdict, byte for byte, since evaluation sees nothing else of the
 * data.  The form is canonical, so that equal input has equal bytes wherever it came from: tables
 * and columns in the order of the policies, records by key, the rows of a list in the order of the
 * input (which decides that one of them is called `interventie[2]`), and no space.
 *
 *     unknown value, or list            left out
 *     list that is known to be empty    []
 *     row of which all is unknown       {}
 *     kind of subject that is there, but without the record that was referred to    [] */
#ifndef LEIDRAAD_REPORT_INPUT_JSON_H
#define LEIDRAAD_REPORT_INPUT_JSON_H

#include "base/out.h"
#include "data/data.h"

void input_json(struct out *out, struct arena *scratch, const struct data *data, index_t table,
                size_t row);

#endif
