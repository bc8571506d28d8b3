#include "config.h"

#include "munja-sent-picture.h"

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) picture
      = munja_archive_load_picture_finish (MUNJA_ARCHIVE (source), result, &error);
  MunjaPictureView *view = user_data;

  if (picture == NULL)
    return;
  munja_picture_view_set_picture (view, picture);
  gtk_widget_set_visible (GTK_WIDGET (view), TRUE);
}

/**
 * munja_sent_picture_show:
 * @view: where to show it; hidden until it is there
 * @archive: where the sending is kept
 * @sending: what was sent
 * @cancellable: has to be cancelled before @view ends, or shows something else
 *
 * Shows the picture that went with a sending, if there was one.
 */
void
munja_sent_picture_show (MunjaPictureView *view,
                         MunjaArchive *archive,
                         MunjaSending *sending,
                         GCancellable *cancellable)
{
  gtk_widget_set_visible (GTK_WIDGET (view), FALSE);
  if (munja_sending_get_info (sending)->has_picture)
    munja_archive_load_picture_async (archive, sending, cancellable, loaded_cb, view);
}
