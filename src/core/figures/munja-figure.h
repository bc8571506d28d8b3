#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef struct _MunjaApi MunjaApi;
typedef struct _MunjaCall MunjaCall;

/**
 * MunjaFigureTake:
 * @answer: (transfer full): what the call was answered by
 * @now_us: the service's time, in µs since 1970 UTC
 * @user_data: what munja_figure_new() got
 *
 * Makes the value of a figure.
 *
 * Returns: (transfer full): the value
 */
typedef gpointer (*MunjaFigureTake) (gpointer answer, gint64 now_us, gpointer user_data);

#define MUNJA_TYPE_FIGURE munja_figure_get_type ()
G_DECLARE_FINAL_TYPE (MunjaFigure, munja_figure, MUNJA, FIGURE, GObject)

MunjaFigure *munja_figure_new (MunjaFigureTake take, GDestroyNotify free_value, gpointer user_data);
void munja_figure_load (MunjaFigure *self, MunjaApi *api, MunjaCall *call);
void munja_figure_set_value (MunjaFigure *self, gpointer value);
void munja_figure_clear (MunjaFigure *self);

gboolean munja_figure_get_loading (MunjaFigure *self);
gconstpointer munja_figure_get_value (MunjaFigure *self);
gint64 munja_figure_get_updated (MunjaFigure *self);
const GError *munja_figure_get_error (MunjaFigure *self);
const char *munja_figure_get_missing_scope (MunjaFigure *self);

G_END_DECLS
