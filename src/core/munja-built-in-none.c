#include "config.h"

#include "munja-built-in.h"

const MunjaBuiltIn munja_built_in = { NULL, NULL, NULL, NULL };
