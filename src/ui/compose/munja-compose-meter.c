#include "config.h"

#include "munja-compose-meter.h"

/* What goes into a text before it is measured. */
typedef struct {
  MunjaAdvertisementGroup *group; /* borrowed */
  MunjaComposeWatch *check;
} Assembly;

static void
assembly_free (Assembly *self)
{
  g_object_unref (self->check);
  g_free (self);
}

static void
count_people (MunjaRecipientsBox *recipients_box, GParamSpec *pspec, MunjaMeter *meter)
{
  munja_meter_set_n_people (meter, (guint)munja_recipients_box_count_people (recipients_box));
}

/* What is measured is what is sent, with the lines of an advertisement, to the one who gets most.
 */
static char *
assemble (const char *text, gpointer user_data)
{
  const Assembly *self = user_data;
  g_autoptr (MunjaContent) content = munja_content_new ();
  g_autofree char *whole = NULL;

  g_free (content->text);
  content->text = g_strdup (text);
  munja_advertisement_group_read (self->group, content);
  whole = munja_advertisement_assemble (content);
  return munja_compose_watch_dup_largest (self->check, whole);
}

static void
tell_text (MunjaMessageEditor *editor, MunjaAdvertisementGroup *advertisement_group)
{
  g_autoptr (MunjaContent) content = munja_content_new ();

  munja_message_editor_read (editor, content);
  munja_advertisement_group_set_text (advertisement_group, content->subject, content->text);
}

static void
tell_picture (MunjaPictureRow *picture_row, MunjaMessageEditor *editor)
{
  g_autoptr (GBytes) picture = munja_picture_row_dup_picture (picture_row);

  munja_message_editor_set_has_picture (editor, picture != NULL);
}

static void
tell_types (MunjaComposeWatch *check, MunjaMeter *meter)
{
  munja_meter_set_n_types (meter, munja_compose_watch_get_last (check)->n_types);
}

static void
tell_fields (MunjaRecipientsBox *recipients_box, MunjaMessageEditor *editor)
{
  g_auto (GStrv) fields = munja_recipients_box_list_fields (recipients_box);

  munja_message_editor_set_fields (editor, (const char *const *)fields);
}

/**
 * munja_compose_meter_watch:
 * @editor: where the message is written
 * @recipients_box: who gets it
 * @picture_row: what goes with it
 * @advertisement_group: what it is
 * @check: what becomes of it
 *
 * Has the meter say what the whole list costs, with the lines of an advertisement and with what is
 * put into the longest text; the group what in the text speaks of an advertisement; and the editor
 * what can be put in. All of them end together.
 */
void
munja_compose_meter_watch (MunjaMessageEditor *editor,
                           MunjaRecipientsBox *recipients_box,
                           MunjaPictureRow *picture_row,
                           MunjaAdvertisementGroup *advertisement_group,
                           MunjaComposeWatch *check)
{
  MunjaMeter *meter = munja_message_editor_get_meter (editor);
  Assembly *assembly = g_new0 (Assembly, 1);

  g_signal_connect_object (recipients_box, "notify::summary", G_CALLBACK (count_people), meter, 0);
  count_people (recipients_box, NULL, meter);
  g_signal_connect_object (picture_row, "changed", G_CALLBACK (tell_picture), editor, 0);
  *assembly = (Assembly){ advertisement_group, g_object_ref (check) };
  g_object_set_data_full (G_OBJECT (editor), "assembly", assembly, (GDestroyNotify)assembly_free);
  munja_message_editor_set_assemble (editor, assemble, assembly);
  g_signal_connect_object (check, "changed", G_CALLBACK (munja_message_editor_measure), editor,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (check, "changed", G_CALLBACK (tell_types), meter, 0);
  g_signal_connect_object (recipients_box, "changed", G_CALLBACK (tell_fields), editor, 0);
  tell_fields (recipients_box, editor);
  g_signal_connect_object (advertisement_group, "changed",
                           G_CALLBACK (munja_message_editor_measure), editor, G_CONNECT_SWAPPED);
  g_signal_connect_object (editor, "changed", G_CALLBACK (tell_text), advertisement_group, 0);
}
