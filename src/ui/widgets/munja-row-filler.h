#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * MunjaRowFiller:
 *
 * Fills the rows of a long list view when they come near. A list view keeps two hundred rows at
 * hand, of which few are seen; making them all at once would take many frames. It also asks a model
 * that reads as it is looked at for more, as the list view does so only when it makes a row.
 */
typedef struct _MunjaRowFiller MunjaRowFiller;

/**
 * MunjaRowFillFunc:
 * @item: an item of the list view, with a place of munja_row_filler_add() for its child
 * @place: (type AdwBin): that place; what it has from another time may be used again
 * @user_data: what was given with the function
 *
 * Shows in a place what the item stands for.
 */
typedef void (*MunjaRowFillFunc) (GtkListItem *item, GtkWidget *place, gpointer user_data);

MunjaRowFiller *munja_row_filler_new (GtkScrolledWindow *scroller,
                                      int row_height,
                                      MunjaRowFillFunc fill,
                                      gpointer user_data);
void munja_row_filler_free (MunjaRowFiller *self);
void munja_row_filler_set_model (MunjaRowFiller *self, GListModel *model);
void munja_row_filler_add (MunjaRowFiller *self, GtkListItem *item);
void munja_row_filler_remove (MunjaRowFiller *self, GtkListItem *item);

G_END_DECLS
