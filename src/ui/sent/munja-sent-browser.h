#pragma once

#include <adwaita.h>

#include "munja-archive.h"

G_BEGIN_DECLS

#define MUNJA_TYPE_SENT_BROWSER munja_sent_browser_get_type ()
G_DECLARE_FINAL_TYPE (MunjaSentBrowser, munja_sent_browser, MUNJA, SENT_BROWSER, AdwBin)

void
munja_sent_browser_set_sources (MunjaSentBrowser *self, GListModel *jobs, MunjaArchive *archive);
GObject *munja_sent_browser_get_selected (MunjaSentBrowser *self);
gboolean munja_sent_browser_get_is_empty (MunjaSentBrowser *self);
void munja_sent_browser_select (MunjaSentBrowser *self, GObject *item);
void munja_sent_browser_set_activity (MunjaSentBrowser *self, const char *text);
void munja_sent_browser_start_search (MunjaSentBrowser *self);
void munja_sent_browser_focus_list (MunjaSentBrowser *self);

G_END_DECLS
