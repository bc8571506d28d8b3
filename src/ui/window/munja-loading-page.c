#include "config.h"

#include "munja-loading-page.h"

/* How long an opening may take without a word. */
#define SLOW_MS 500

struct _MunjaLoadingPage {
  AdwBin parent_instance;

  /* Template children. */
  GtkWidget *box;

  guint slow_id;
};

/* What is shown while the keyring is read and the outbox is opened. */
G_DEFINE_FINAL_TYPE (MunjaLoadingPage, munja_loading_page, ADW_TYPE_BIN)

static gboolean
slow_cb (gpointer user_data)
{
  MunjaLoadingPage *self = user_data;

  self->slow_id = 0;
  gtk_widget_set_visible (self->box, TRUE);
  return G_SOURCE_REMOVE;
}

/* An opening that takes long says so; of others it would only flash up, and what turns there is
 * dear to draw. */
static void
munja_loading_page_map (GtkWidget *widget)
{
  MunjaLoadingPage *self = MUNJA_LOADING_PAGE (widget);

  gtk_widget_set_visible (self->box, FALSE);
  self->slow_id = g_timeout_add (SLOW_MS, slow_cb, self);

  GTK_WIDGET_CLASS (munja_loading_page_parent_class)->map (widget);
}

static void
munja_loading_page_unmap (GtkWidget *widget)
{
  g_clear_handle_id (&MUNJA_LOADING_PAGE (widget)->slow_id, g_source_remove);

  GTK_WIDGET_CLASS (munja_loading_page_parent_class)->unmap (widget);
}

static void
munja_loading_page_class_init (MunjaLoadingPageClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  widget_class->map = munja_loading_page_map;
  widget_class->unmap = munja_loading_page_unmap;

  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-loading-page.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaLoadingPage, box);
}

static void
munja_loading_page_init (MunjaLoadingPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
