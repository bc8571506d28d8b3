#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_PICTURE_VIEW munja_picture_view_get_type ()
G_DECLARE_FINAL_TYPE (MunjaPictureView, munja_picture_view, MUNJA, PICTURE_VIEW, AdwBin)

GtkWidget *munja_picture_view_new (GBytes *picture, int side);
void munja_picture_view_set_picture (MunjaPictureView *self, GBytes *picture);

G_END_DECLS
