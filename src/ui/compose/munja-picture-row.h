#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define MUNJA_TYPE_PICTURE_ROW munja_picture_row_get_type ()
G_DECLARE_FINAL_TYPE (MunjaPictureRow, munja_picture_row, MUNJA, PICTURE_ROW, AdwBin)

GBytes *munja_picture_row_dup_picture (MunjaPictureRow *self);
void munja_picture_row_set_picture (MunjaPictureRow *self, GBytes *picture);
void munja_picture_row_choose (MunjaPictureRow *self);
void munja_picture_row_load_file (MunjaPictureRow *self, GFile *file);
void munja_picture_row_load_stream (MunjaPictureRow *self, GInputStream *stream);
gboolean munja_picture_row_check (MunjaPictureRow *self);

G_END_DECLS
