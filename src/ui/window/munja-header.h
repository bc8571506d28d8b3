#pragma once

#include <adwaita.h>

#include "munja-account-info.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_HEADER munja_header_get_type ()
G_DECLARE_FINAL_TYPE (MunjaHeader, munja_header, MUNJA, HEADER, AdwBin)

void munja_header_follow (MunjaHeader *self,
                          MunjaAccountInfo *info,
                          AdwViewStack *views,
                          AdwViewSwitcherBar *bar);
void munja_header_update (MunjaHeader *self,
                          gboolean is_signed_out,
                          gboolean can_go_back,
                          gboolean can_choose);

G_END_DECLS
