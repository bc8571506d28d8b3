#include "config.h"

#include "munja-sending-header.h"

#include <glib/gi18n.h>

#include "munja-describe-sending.h"
#include "munja-describe.h"
#include "munja-picture-view.h"
#include "munja-sending-details.h"
#include "munja-sending-facts.h"
#include "munja-sending-note.h"
#include "munja-sent-picture.h"
#include "munja-state-bar.h"
#include "munja-wrap-box.h"

struct _MunjaSendingHeader {
  AdwBin parent_instance;

  /* Template children. */
  GtkLabel *title;
  MunjaStateBar *bar;
  GtkLabel *rest;
  GtkLabel *remark;
  GtkButton *again_button;
  GtkMenuButton *write_button;
  GtkWidget *progress_box;
  GtkLabel *progress_label;
  GtkProgressBar *progress;
  MunjaPictureView *picture;
  GtkLabel *subject;
  GtkLabel *text;
  MunjaSendingFacts *facts;
  MunjaSendingNote *note;
  MunjaSendingDetails *details;
  MunjaSendingFilter *filter;
  GtkLabel *nobody;

  /* Owned. */
  MunjaSending *sending;
  MunjaService *service;
  GCancellable *cancellable;
};

G_DEFINE_FINAL_TYPE (MunjaSendingHeader, munja_sending_header, ADW_TYPE_BIN)

static void
show_text (GtkLabel *label, const char *text)
{
  gtk_label_set_label (label, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (label), text != NULL && *text != '\0');
}

static void
show_counts (MunjaSendingHeader *self, const MunjaSendingInfo *info)
{
  const guint counts[MUNJA_STATE_BAR_PARTS] = {
    munja_sending_info_count (info, MUNJA_SENT_STATES_DELIVERED),
    munja_sending_info_count (info, MUNJA_SENT_STATES_OPEN),
    munja_sending_info_count (info, MUNJA_SENT_STATES_UNKNOWN),
    munja_sending_info_count (info, MUNJA_SENT_STATES_FAILED),
  };
  g_autofree char *title = munja_describe_sending_title (info);
  g_autofree char *rest = munja_describe_sending_rest (info);

  gtk_label_set_label (self->title, title);
  show_text (self->rest, rest);
  munja_state_bar_set_counts (self->bar, counts);
  gtk_widget_set_visible (GTK_WIDGET (self->bar),
                          info->outcome == MUNJA_SENDING_SENT && info->n_messages > 0);
}

/* What else there is to know before the rest is read. */
static char *
describe_remark (MunjaSendingHeader *self, const MunjaSendingInfo *info)
{
  g_autofree char *problem
      = info->problem != NULL ? munja_describe_error (info->problem, self->service) : NULL;

  if (info->outcome != MUNJA_SENDING_SENT && problem != NULL)
    return g_strdup_printf ("%s\n\n%s", problem, _ ("Nothing was sent."));
  if (problem != NULL)
    return g_steal_pointer (&problem);
  if (info->outcome != MUNJA_SENDING_SENT)
    return g_strdup (_ ("Nothing was sent."));
  if (munja_service_is_practice (self->service))
    return g_strdup (_ ("This was practice: nothing was really sent."));
  if (info->is_elsewhere)
    return g_strdup (_ ("This was sent elsewhere with the same account."));
  return NULL;
}

static void
add_choice (GMenu *menu, const MunjaSendingInfo *info, const char *format, MunjaSentStates states)
{
  guint count = munja_sending_info_count (info, states);
  g_autofree char *number = g_strdup_printf ("%'u", count);
  g_auto (GStrv) around = g_strsplit (format, "%s", 2);
  g_autofree char *label = g_strdup_printf ("%s%s%s", around[0], number, around[1]);
  g_autofree char *action = g_strdup_printf ("sending.write-to(uint32 %u)", (guint)states);

  if (count > 0)
    g_menu_append (menu, label, action);
}

/* Made when it is opened, so that it does not close again when results come in. */
static void
make_menu_cb (GtkMenuButton *button, gpointer user_data)
{
  MunjaSendingHeader *self = user_data;
  const MunjaSendingInfo *info = munja_sending_get_info (self->sending);
  g_autoptr (GMenu) menu = g_menu_new ();

  /* Translators: %s is how many people. */
  add_choice (menu, info, _ ("%s Who _Got It"), MUNJA_SENT_STATES_DELIVERED);
  /* Translators: %s is how many people. */
  add_choice (menu, info, _ ("%s Who Did _Not Get It"), MUNJA_SENT_STATES_FAILED);
  /* Translators: %s is how many people. */
  add_choice (menu, info, _ ("_All %s"), MUNJA_SENT_STATES_ALL);
  gtk_menu_button_set_menu_model (button, G_MENU_MODEL (menu));
}

static void
update (MunjaSendingHeader *self)
{
  const MunjaSendingInfo *info = munja_sending_get_info (self->sending);
  g_autofree char *remark = describe_remark (self, info);

  show_counts (self, info);
  show_text (self->remark, remark);
  munja_sending_facts_show (self->facts, info);
  munja_sending_details_show (self->details, info, self->service);
  munja_sending_filter_show (self->filter, info);
}

static void
munja_sending_header_dispose (GObject *object)
{
  MunjaSendingHeader *self = MUNJA_SENDING_HEADER (object);

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->sending);
  g_clear_pointer (&self->service, munja_service_free);

  G_OBJECT_CLASS (munja_sending_header_parent_class)->dispose (object);
}

static void
ensure_types (void)
{
  g_type_ensure (MUNJA_TYPE_STATE_BAR);
  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  g_type_ensure (MUNJA_TYPE_PICTURE_VIEW);
  g_type_ensure (MUNJA_TYPE_SENDING_FACTS);
  g_type_ensure (MUNJA_TYPE_SENDING_NOTE);
  g_type_ensure (MUNJA_TYPE_SENDING_DETAILS);
  g_type_ensure (MUNJA_TYPE_SENDING_FILTER);
}

static void
munja_sending_header_class_init (MunjaSendingHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_sending_header_dispose;

  ensure_types ();
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-sending-header.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, title);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, bar);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, rest);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, remark);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, again_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, write_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, progress_box);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, progress_label);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, progress);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, picture);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, subject);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, text);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, facts);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, note);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, details);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, filter);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingHeader, nobody);
}

static void
munja_sending_header_init (MunjaSendingHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_menu_button_set_create_popup_func (self->write_button, make_menu_cb, self, NULL);
}

static void
show_content (MunjaSendingHeader *self, MunjaArchive *archive)
{
  const MunjaSendingInfo *info = munja_sending_get_info (self->sending);

  show_text (self->subject, info->written.subject);
  show_text (self->text, info->written.text);
  self->cancellable = g_cancellable_new ();
  munja_sent_picture_show (self->picture, archive, self->sending, self->cancellable);
}

/**
 * munja_sending_header_show:
 * @self: the header
 * @archive: where the sending is kept
 * @service: whom it was sent through
 * @sending: what was sent
 *
 * Shows what became of a sending and what can be done with it, and follows it.
 */
void
munja_sending_header_show (MunjaSendingHeader *self,
                           MunjaArchive *archive,
                           const MunjaService *service,
                           MunjaSending *sending)
{
  g_return_if_fail (MUNJA_IS_SENDING_HEADER (self));

  munja_sending_header_forget (self);
  self->service = munja_service_copy (service);
  self->sending = g_object_ref (sending);
  munja_sending_filter_clear (self->filter);
  munja_sending_header_set_n_again (self, 0);
  munja_sending_note_show (self->note, archive, sending);
  show_content (self, archive);
  g_signal_connect_object (sending, "notify::info", G_CALLBACK (update), self, G_CONNECT_SWAPPED);
  update (self);
}

/**
 * munja_sending_header_forget:
 * @self: the header
 *
 * Follows the sending no longer. What was written about it is kept.
 */
void
munja_sending_header_forget (MunjaSendingHeader *self)
{
  g_return_if_fail (MUNJA_IS_SENDING_HEADER (self));

  g_cancellable_cancel (self->cancellable);
  g_clear_object (&self->cancellable);
  munja_sending_note_show (self->note, NULL, NULL);
  if (self->sending != NULL)
    g_signal_handlers_disconnect_by_func (self->sending, update, self);
  g_clear_object (&self->sending);
  g_clear_pointer (&self->service, munja_service_free);
}

/**
 * munja_sending_header_set_n_again:
 * @self: the header
 * @n_again: how many people the same may reach another time
 *
 * Offers to send it to them again, if there are any.
 */
void
munja_sending_header_set_n_again (MunjaSendingHeader *self, guint n_again)
{
  g_autofree char *number = g_strdup_printf ("%'u", n_again);
  /* Translators: %s is how many people. */
  g_autofree char *label = g_strdup_printf (_ ("Send _Again to %s…"), number);

  g_return_if_fail (MUNJA_IS_SENDING_HEADER (self));

  gtk_button_set_label (self->again_button, label);
  gtk_widget_set_visible (GTK_WIDGET (self->again_button), n_again > 0);
}

/**
 * munja_sending_header_set_nobody_found:
 * @self: the header
 * @nobody: whether there is no message of those that are asked for
 */
void
munja_sending_header_set_nobody_found (MunjaSendingHeader *self, gboolean nobody)
{
  g_return_if_fail (MUNJA_IS_SENDING_HEADER (self));

  gtk_widget_set_visible (GTK_WIDGET (self->nobody), nobody);
}

/**
 * munja_sending_header_set_progress:
 * @self: the header
 * @text: (nullable): what takes long; %NULL for nothing
 * @fraction: how much of it is done, from 0 to 1
 */
void
munja_sending_header_set_progress (MunjaSendingHeader *self, const char *text, double fraction)
{
  g_return_if_fail (MUNJA_IS_SENDING_HEADER (self));

  gtk_widget_set_visible (self->progress_box, text != NULL);
  gtk_label_set_label (self->progress_label, text != NULL ? text : "");
  gtk_progress_bar_set_fraction (self->progress, fraction);
}

/**
 * munja_sending_header_get_filter:
 * @self: the header
 *
 * Returns: (transfer none): what the person chooses with whose messages are shown
 */
MunjaSendingFilter *
munja_sending_header_get_filter (MunjaSendingHeader *self)
{
  g_return_val_if_fail (MUNJA_IS_SENDING_HEADER (self), NULL);

  return self->filter;
}
