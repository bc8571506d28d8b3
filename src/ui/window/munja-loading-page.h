#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_LOADING_PAGE munja_loading_page_get_type ()
G_DECLARE_FINAL_TYPE (MunjaLoadingPage, munja_loading_page, MUNJA, LOADING_PAGE, AdwBin)

G_END_DECLS
