#include "config.h"

#include "munja-result-page.h"

#include <glib/gi18n.h>

#include "munja-describe.h"

struct _MunjaResultPage {
  AdwBin parent_instance;

  /* Template children. */
  AdwStatusPage *status;
  AdwActionRow *from_row;
  AdwActionRow *to_row;
  AdwActionRow *type_row;
  AdwActionRow *status_row;
  AdwActionRow *group_row;
  AdwActionRow *message_row;
  GtkButton *copy_group_button;
  GtkButton *copy_message_button;
  GtkLinkButton *group_link;
  GtkLinkButton *message_link;
  GtkButton *again_button;
};

G_DEFINE_FINAL_TYPE (MunjaResultPage, munja_result_page, ADW_TYPE_BIN)

/* Rows take markup; what comes from outside must stay text. */
static void
set_row (AdwActionRow *row, const char *text)
{
  g_autofree char *escaped = text != NULL ? g_markup_escape_text (text, -1) : NULL;

  adw_action_row_set_subtitle (row, escaped != NULL ? escaped : "");
  gtk_widget_set_visible (GTK_WIDGET (row), text != NULL);
}

static void
set_id (AdwActionRow *row, GtkButton *button, GtkLinkButton *link, const char *id, char *uri)
{
  g_autofree char *own_uri = uri;

  set_row (row, id);
  gtk_widget_set_visible (GTK_WIDGET (link), id != NULL);
  if (id == NULL)
    return;
  gtk_actionable_set_action_target (GTK_ACTIONABLE (button), "s", id);
  gtk_link_button_set_uri (link, own_uri);
}

static void
show_receipt (MunjaResultPage *self, const MunjaReceipt *receipt, const MunjaService *service)
{
  g_autofree char *title = NULL;
  g_autofree char *status = NULL;

  /* Translators: %s is the name of the service. */
  title = g_strdup_printf (_ ("Accepted by %s"), munja_describe_service (service));
  adw_status_page_set_icon_name (self->status, "emblem-ok-symbolic");
  adw_status_page_set_title (self->status, title);
  adw_status_page_set_description (self->status,
                                   munja_service_is_practice (service)
                                       ? _ ("This was practice: nothing was really sent.")
                                       : _ ("It goes to the carrier next. Whether it has arrived "
                                            "shows in the message log."));
  if (receipt->status_code != NULL && receipt->status_message != NULL)
    status = g_strdup_printf ("%s · %s", receipt->status_code, receipt->status_message);
  set_row (self->status_row, status != NULL ? status : receipt->status_code);
  set_id (self->group_row, self->copy_group_button, self->group_link, receipt->group_id,
          receipt->group_id != NULL ? munja_service_get_group_uri (service, receipt->group_id)
                                    : NULL);
  set_id (self->message_row, self->copy_message_button, self->message_link, receipt->message_id,
          receipt->message_id != NULL ? munja_service_get_message_uri (service, receipt->message_id)
                                      : NULL);
  gtk_button_set_label (self->again_button, _ ("_Write Another"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->again_button), "win.new");
}

static void
show_unconfirmed (MunjaResultPage *self, const GError *error, const MunjaService *service)
{
  g_autofree char *text = munja_describe_error (error, service);
  g_autofree char *escaped = g_markup_escape_text (text, -1);
  g_autofree char *log_uri = munja_service_get_log_uri (service);

  adw_status_page_set_icon_name (self->status, "dialog-warning-symbolic");
  adw_status_page_set_title (self->status, munja_describe_heading (error));
  adw_status_page_set_description (self->status, escaped);
  set_row (self->status_row, NULL);
  set_row (self->group_row, NULL);
  set_id (self->message_row, self->copy_message_button, self->message_link, NULL, NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->group_link), TRUE);
  gtk_link_button_set_uri (self->group_link, log_uri);
  gtk_button_set_label (self->again_button, _ ("_Back to the Message"));
  gtk_actionable_set_action_name (GTK_ACTIONABLE (self->again_button), "win.back");
}

static void
munja_result_page_class_init (MunjaResultPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-result-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, status);
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, from_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, to_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, type_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, status_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, group_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, message_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, copy_group_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, copy_message_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, group_link);
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, message_link);
  gtk_widget_class_bind_template_child (widget_class, MunjaResultPage, again_button);
}

static void
munja_result_page_init (MunjaResultPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}

/**
 * munja_result_page_set_outcome:
 * @self: the page
 * @outcome: a send that was accepted, or whose outcome nobody knows
 *
 * Shows what became of a message, no more than is known, and gives the focus to the way on.
 */
void
munja_result_page_set_outcome (MunjaResultPage *self, const MunjaOutcome *outcome)
{
  g_autofree char *from = munja_phone_format (outcome->from);
  g_autofree char *to = munja_outcome_format_recipient (outcome);
  const char *type = munja_message_type_to_string (outcome->type);

  g_return_if_fail (MUNJA_IS_RESULT_PAGE (self));

  set_row (self->from_row, from);
  set_row (self->to_row, to);
  set_row (self->type_row, outcome->receipt != NULL && outcome->receipt->type != NULL
                               ? outcome->receipt->type
                               : type);
  if (outcome->receipt != NULL)
    show_receipt (self, outcome->receipt, outcome->service);
  else
    show_unconfirmed (self, outcome->error, outcome->service);
  gtk_widget_grab_focus (GTK_WIDGET (self->again_button));
}
