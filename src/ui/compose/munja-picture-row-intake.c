#include "config.h"

#include "munja-picture-row.h"

/*
 * Pictures that are pasted or dropped. They are read as bytes: what is in them is decoded in one
 * place only, where it is certain how much memory that takes.
 */

static const char *const mime_types[]
    = { "image/png", "image/jpeg", "image/gif", "image/bmp", "image/webp", "image/tiff", NULL };

static gboolean
has_picture (GdkContentFormats *formats)
{
  for (gsize i = 0; mime_types[i] != NULL; i++)
    if (gdk_content_formats_contain_mime_type (formats, mime_types[i]))
      return TRUE;
  return FALSE;
}

static void
pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaPictureRow) self = user_data;
  g_autoptr (GInputStream) stream
      = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, NULL);

  if (stream != NULL)
    munja_picture_row_load_stream (self, stream);
}

static gboolean
has_files (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_gtype (formats, GDK_TYPE_FILE_LIST)
         || gdk_content_formats_contain_mime_type (formats, "text/uri-list");
}

/* Only the name is looked at: what is in it is read by whoever gets it. */
static void
take_file (MunjaPictureRow *self, GFile *file)
{
  g_autofree char *name = g_file_get_basename (file);
  g_autofree char *type = g_content_type_guess (name, NULL, 0, NULL);

  if (g_str_has_prefix (type, "image/"))
    munja_picture_row_load_file (self, file);
  else
    g_signal_emit_by_name (self, "other-file", file);
}

/* Lets the clipboard's text be pasted after all. */
static void
paste_text (MunjaPictureRow *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;

  if (focus != NULL)
    gtk_widget_activate_action (focus, "clipboard.paste", NULL);
}

static void
files_pasted_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (MunjaPictureRow) self = user_data;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, NULL);
  g_autoptr (GSList) files
      = value != NULL ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;

  if (files != NULL && g_file_peek_path (files->data) != NULL)
    take_file (self, files->data);
  else
    paste_text (self);
}

/* A spreadsheet offers a picture of what it copies, too: then it is the text that is wanted. A file
 * that was copied offers its name as a text. */
static gboolean
paste_cb (GtkWidget *form, GVariant *arguments, gpointer user_data)
{
  MunjaPictureRow *self = user_data;
  GdkClipboard *clipboard = gtk_widget_get_clipboard (form);
  g_autoptr (GdkContentFormats) formats = gdk_content_formats_union_serialize_mime_types (
      gdk_content_formats_ref (gdk_clipboard_get_formats (clipboard)));

  if (has_files (formats)) {
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL,
                                    files_pasted_cb, g_object_ref (self));
    return TRUE;
  }
  if (gdk_content_formats_contain_gtype (formats, G_TYPE_STRING) || !has_picture (formats))
    return FALSE;
  gdk_clipboard_read_async (clipboard, (const char **)mime_types, G_PRIORITY_DEFAULT, NULL,
                            pasted_cb, g_object_ref (self));
  return TRUE;
}

/* What is dropped has to be told whether it was of use. */
typedef struct {
  MunjaPictureRow *row;
  GdkDrop *drop;
} Intake;

static void
intake_free (Intake *self)
{
  g_object_unref (self->row);
  g_object_unref (self->drop);
  g_free (self);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Intake, intake_free)

static void
stream_dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Intake) intake = user_data;
  g_autoptr (GInputStream) stream = gdk_drop_read_finish (GDK_DROP (source), result, NULL, NULL);

  if (stream != NULL)
    munja_picture_row_load_stream (intake->row, stream);
  gdk_drop_finish (intake->drop, stream != NULL ? GDK_ACTION_COPY : 0);
}

static void
files_dropped_cb (GObject *source, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Intake) intake = user_data;
  const GValue *value = gdk_drop_read_value_finish (GDK_DROP (source), result, NULL);
  g_autoptr (GSList) files
      = value != NULL ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;

  if (files != NULL)
    munja_picture_row_load_file (intake->row, files->data);
  gdk_drop_finish (intake->drop, files != NULL ? GDK_ACTION_COPY : 0);
}

static gboolean
dropped_cb (GtkDropTargetAsync *target, GdkDrop *drop, double x, double y, gpointer user_data)
{
  Intake *intake = g_new0 (Intake, 1);

  intake->row = g_object_ref (user_data);
  intake->drop = g_object_ref (drop);
  /* A browser offers the address, too, from where the picture would have to be fetched once more.
   */
  if (has_picture (gdk_drop_get_formats (drop)))
    gdk_drop_read_async (drop, (const char **)mime_types, G_PRIORITY_DEFAULT, NULL,
                         stream_dropped_cb, intake);
  else
    gdk_drop_read_value_async (drop, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, files_dropped_cb,
                               intake);
  return TRUE;
}

static void
take_drops (MunjaPictureRow *self, GtkWidget *widget, GtkPropagationPhase phase)
{
  GdkContentFormatsBuilder *builder = gdk_content_formats_builder_new ();
  GtkDropTargetAsync *target;

  for (gsize i = 0; mime_types[i] != NULL; i++)
    gdk_content_formats_builder_add_mime_type (builder, mime_types[i]);
  gdk_content_formats_builder_add_gtype (builder, GDK_TYPE_FILE_LIST);
  target = gtk_drop_target_async_new (gdk_content_formats_builder_free_to_formats (builder),
                                      GDK_ACTION_COPY);
  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), phase);
  g_signal_connect_object (target, "drop", G_CALLBACK (dropped_cb), self, 0);
  gtk_widget_add_controller (widget, GTK_EVENT_CONTROLLER (target));
}

/* Takes a shortcut that pastes text everywhere else. */
static void
take_pastes (MunjaPictureRow *self, GtkWidget *form)
{
  GtkEventController *controller = gtk_shortcut_controller_new ();
  static const struct {
    guint key;
    GdkModifierType modifiers;
  } keys[] = { { GDK_KEY_v, GDK_CONTROL_MASK }, { GDK_KEY_Insert, GDK_SHIFT_MASK } };

  for (gsize i = 0; i < G_N_ELEMENTS (keys); i++)
    gtk_shortcut_controller_add_shortcut (
        GTK_SHORTCUT_CONTROLLER (controller),
        gtk_shortcut_new (gtk_keyval_trigger_new (keys[i].key, keys[i].modifiers),
                          gtk_callback_action_new (paste_cb, self, NULL)));
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (form, controller);
}

/**
 * munja_picture_row_watch:
 * @self: the row
 * @form: a widget that @self is in
 * @editor: the part of it where text is written
 *
 * Takes pictures that are pasted or dropped anywhere in a form. Whatever in it takes a file for
 * itself comes first, save for the text, into which its name would go. A file that was copied is
 * pasted like that, too; one that is no picture is left to #MunjaPictureRow::other-file.
 */
void
munja_picture_row_watch (MunjaPictureRow *self, GtkWidget *form, GtkWidget *editor)
{
  g_return_if_fail (MUNJA_IS_PICTURE_ROW (self));

  take_drops (self, editor, GTK_PHASE_CAPTURE);
  take_drops (self, form, GTK_PHASE_BUBBLE);
  take_pastes (self, form);
}
