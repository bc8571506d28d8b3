#include "config.h"

#include "munja-sending-details.h"

#include "munja-describe.h"
#include "munja-property-row.h"
#include "munja-wrap-button.h"

struct _MunjaSendingDetails {
  AdwPreferencesGroup parent_instance;

  /* Template children. */
  AdwExpanderRow *expander;
  MunjaPropertyRow *group_row;
  MunjaPropertyRow *message_row;
  MunjaPropertyRow *app_row;
  MunjaPropertyRow *profit_row;
  MunjaPropertyRow *member_row;
  MunjaPropertyRow *status_row;
  MunjaPropertyRow *words_row;
  GtkLinkButton *group_link;
  GtkLinkButton *message_link;
};

G_DEFINE_FINAL_TYPE (MunjaSendingDetails, munja_sending_details, ADW_TYPE_PREFERENCES_GROUP)

static void
munja_sending_details_class_init (MunjaSendingDetailsClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  g_type_ensure (MUNJA_TYPE_PROPERTY_ROW);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-sending-details.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingDetails, expander);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingDetails, group_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingDetails, message_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingDetails, app_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingDetails, profit_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingDetails, member_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingDetails, status_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingDetails, words_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingDetails, group_link);
  gtk_widget_class_bind_template_child (widget_class, MunjaSendingDetails, message_link);
}

static void
munja_sending_details_init (MunjaSendingDetails *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  munja_wrap_button (self->group_link);
  munja_wrap_button (self->message_link);
}

static void
show_links (MunjaSendingDetails *self, const MunjaSendingInfo *info, const MunjaService *service)
{
  g_autofree char *group = info->group_id != NULL
                               ? munja_service_get_group_uri (service, info->group_id)
                               : munja_service_get_log_uri (service);
  g_autofree char *message
      = info->message_id != NULL ? munja_service_get_message_uri (service, info->message_id) : NULL;

  gtk_link_button_set_uri (self->group_link, group);
  gtk_link_button_set_uri (self->message_link, message != NULL ? message : "");
  gtk_widget_set_visible (GTK_WIDGET (self->message_link), message != NULL);
}

/**
 * munja_sending_details_show:
 * @self: the details
 * @info: what is known of a sending
 * @service: whom it was sent through
 *
 * Shows what the service calls it, and what it says of it.
 */
void
munja_sending_details_show (MunjaSendingDetails *self,
                            const MunjaSendingInfo *info,
                            const MunjaService *service)
{
  g_autofree char *profit = info->profit >= 0 ? munja_describe_money (info->profit) : NULL;

  g_return_if_fail (MUNJA_IS_SENDING_DETAILS (self));

  munja_property_row_set_value (self->group_row, info->group_id);
  munja_property_row_set_value (self->message_row, info->message_id);
  munja_property_row_set_value (self->app_row, info->app_id);
  munja_property_row_set_value (self->profit_row, profit);
  munja_property_row_set_value (self->member_row, info->member);
  munja_property_row_set_value (self->status_row, info->group_status);
  munja_property_row_set_value (self->words_row, info->status_text);
  show_links (self, info, service);
}
