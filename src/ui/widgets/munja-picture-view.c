#include "config.h"

#include "munja-picture-view.h"

#include <glib/gi18n.h>

#include "munja-describe-picture.h"

#define DEFAULT_SIDE 64

struct _MunjaPictureView {
  AdwBin parent_instance;

  GtkImage *image; /* borrowed */

  /* Owned. */
  GCancellable *cancellable; /* ends with the picture that is shown */
};

enum {
  PROP_SIDE = 1,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (MunjaPictureView, munja_picture_view, ADW_TYPE_BIN)

static void
munja_picture_view_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SIDE:
    g_value_set_int (value, gtk_image_get_pixel_size (MUNJA_PICTURE_VIEW (object)->image));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_picture_view_set_property (GObject *object,
                                 guint prop_id,
                                 const GValue *value,
                                 GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_SIDE:
    gtk_image_set_pixel_size (MUNJA_PICTURE_VIEW (object)->image, g_value_get_int (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_picture_view_dispose (GObject *object)
{
  MunjaPictureView *self = MUNJA_PICTURE_VIEW (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);

  G_OBJECT_CLASS (munja_picture_view_parent_class)->dispose (object);
}

static void
munja_picture_view_class_init (MunjaPictureViewClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = munja_picture_view_get_property;
  object_class->set_property = munja_picture_view_set_property;
  object_class->dispose = munja_picture_view_dispose;

  /**
   * MunjaPictureView:side:
   *
   * How wide and high it is, in pixels of the application.
   */
  properties[PROP_SIDE]
      = g_param_spec_int ("side", NULL, NULL, 1, 1024, DEFAULT_SIDE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
munja_picture_view_init (MunjaPictureView *self)
{
  self->image = GTK_IMAGE (gtk_image_new ());
  adw_bin_set_child (ADW_BIN (self), GTK_WIDGET (self->image));
}

/**
 * munja_picture_view_new:
 * @picture: a JPEG that is to be sent
 * @side: how wide and high it is shown
 *
 * Returns: (transfer floating): a small view of it
 */
GtkWidget *
munja_picture_view_new (GBytes *picture, int side)
{
  MunjaPictureView *self = g_object_new (MUNJA_TYPE_PICTURE_VIEW, "side", side, NULL);

  munja_picture_view_set_picture (self, picture);
  return GTK_WIDGET (self);
}

static void
loaded_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  MunjaPictureView *self = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkPixbuf) pixbuf = gdk_pixbuf_new_from_stream_finish (result, &error);
  g_autoptr (GdkTexture) texture = NULL;

  if (g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return;
  if (pixbuf == NULL) {
    gtk_image_set_from_icon_name (self->image, "image-missing-symbolic");
    return;
  }
  texture = gdk_texture_new_for_pixbuf (pixbuf);
  gtk_image_set_from_paintable (self->image, GDK_PAINTABLE (texture));
}

static void
describe (MunjaPictureView *self, GBytes *picture)
{
  g_autofree char *size = munja_describe_picture (picture);
  /* Translators: what a screen reader says of a picture; %s is its size, as in "1440 × 1080,
   * 187 KB". */
  g_autofree char *name = g_strdup_printf (_ ("Picture, %s"), size);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self->image), GTK_ACCESSIBLE_PROPERTY_LABEL, name,
                                  -1);
}

/**
 * munja_picture_view_set_picture:
 * @self: the view
 * @picture: (nullable): a JPEG that is to be sent
 *
 * Shows a picture, which a thread decodes, or nothing.
 */
void
munja_picture_view_set_picture (MunjaPictureView *self, GBytes *picture)
{
  g_autoptr (GInputStream) stream = NULL;
  int side;

  g_return_if_fail (MUNJA_IS_PICTURE_VIEW (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  gtk_image_clear (self->image);
  if (picture == NULL)
    return;
  describe (self, picture);
  self->cancellable = g_cancellable_new ();
  side = gtk_image_get_pixel_size (self->image) * gtk_widget_get_scale_factor (GTK_WIDGET (self));
  stream = g_memory_input_stream_new_from_bytes (picture);
  gdk_pixbuf_new_from_stream_at_scale_async (stream, side, side, TRUE, self->cancellable, loaded_cb,
                                             self);
}
