#include "config.h"

#include "munja-header.h"

#include <glib/gi18n.h>

#include "munja-balance-popover.h"
#include "munja-describe.h"
#include "munja-name-button.h"

/* Half as many again as the 96 dots per inch of the toolkit, as it counts them. */
#define LARGE_DPI (144 * 1024)

struct _MunjaHeader {
  AdwBin parent_instance;

  /* Template children. */
  GtkWidget *back_button;
  GtkWidget *new_button;
  AdwSqueezer *balance_squeezer;
  GtkMenuButton *balance_button;
  MunjaBalancePopover *balance_popover;
  AdwViewSwitcherTitle *title;
  GtkMenuButton *account_button;

  /* Borrowed. */
  AdwViewSwitcherBar *bar;

  /* Owned. */
  MunjaAccountInfo *info;

  guint bar_id;
};

G_DEFINE_FINAL_TYPE (MunjaHeader, munja_header, ADW_TYPE_BIN)

static char *
describe_account (MunjaHeader *self)
{
  const MunjaMember *member = munja_account_info_get_member (self->info);
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) lines = NULL;

  if (member != NULL && member->name != NULL)
    g_strv_builder_add (builder, member->name);
  if (member != NULL && member->email != NULL)
    g_strv_builder_add (builder, member->email);
  lines = g_strv_builder_end (builder);
  return lines[0] != NULL ? g_strjoinv ("\n", lines) : NULL;
}

static void
update_menu (MunjaHeader *self)
{
  g_autoptr (GMenu) menu = g_menu_new ();
  g_autoptr (GMenu) section = g_menu_new ();
  g_autoptr (GMenu) money = g_menu_new ();
  g_autofree char *account = describe_account (self);

  g_menu_append (section, _ ("Sign In _Again…"), "win.sign-in");
  g_menu_append (section, _ ("Sign _Out"), "win.sign-out");
  g_menu_append_section (menu, account, G_MENU_MODEL (section));
  g_menu_append (money, _ ("Update the _Balance"), "win.refresh-balance");
  g_menu_append (money, _ ("Top _Up…"), "win.top-up");
  g_menu_append_section (menu, NULL, G_MENU_MODEL (money));
  gtk_menu_button_set_menu_model (self->account_button, G_MENU_MODEL (menu));
}

/* Below the title there is no room for an amount in letters that are half as large again, and one
 * that is cut is another one. */
static gboolean
has_large_letters (MunjaHeader *self)
{
  int dpi = 0;

  g_object_get (gtk_widget_get_settings (GTK_WIDGET (self)), "gtk-xft-dpi", &dpi, NULL);
  return dpi > LARGE_DPI;
}

/* At the start of the bar, or below the title where that is too narrow. */
static void
update_balance (MunjaHeader *self)
{
  MunjaMoney money = self->info != NULL ? munja_account_info_get_balance (self->info) : -1;
  g_autofree char *text = money >= 0 ? munja_describe_money (money) : g_strdup ("");
  gboolean has_room = adw_squeezer_get_visible_child (self->balance_squeezer) != NULL;

  if (g_strcmp0 (gtk_menu_button_get_label (self->balance_button), text) != 0)
    gtk_menu_button_set_label (self->balance_button, text);
  gtk_widget_set_visible (GTK_WIDGET (self->balance_button), money >= 0);
  adw_view_switcher_title_set_subtitle (self->title,
                                        has_room || has_large_letters (self) ? "" : text);
}

/* The views are offered in the title, or at the bottom where that is too narrow. */
static void
update_bar_cb (gpointer user_data)
{
  MunjaHeader *self = user_data;

  self->bar_id = 0;
  if (self->bar != NULL)
    adw_view_switcher_bar_set_reveal (
        self->bar, adw_view_switcher_title_get_view_switcher_enabled (self->title)
                       && adw_view_switcher_title_get_title_visible (self->title));
}

/* Whether there is room turns out while the window is laid out, when nothing may be added to it. */
static void
update_bar (MunjaHeader *self)
{
  if (self->bar_id == 0)
    self->bar_id = g_idle_add_once (update_bar_cb, self);
}

static void
munja_header_dispose (GObject *object)
{
  MunjaHeader *self = MUNJA_HEADER (object);

  g_clear_handle_id (&self->bar_id, g_source_remove);
  g_clear_object (&self->info);

  G_OBJECT_CLASS (munja_header_parent_class)->dispose (object);
}

static void
munja_header_class_init (MunjaHeaderClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = munja_header_dispose;

  g_type_ensure (MUNJA_TYPE_BALANCE_POPOVER);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-header.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaHeader, back_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaHeader, new_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaHeader, balance_squeezer);
  gtk_widget_class_bind_template_child (widget_class, MunjaHeader, balance_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaHeader, balance_popover);
  gtk_widget_class_bind_template_child (widget_class, MunjaHeader, title);
  gtk_widget_class_bind_template_child (widget_class, MunjaHeader, account_button);
  gtk_widget_class_bind_template_callback (widget_class, update_bar);
  gtk_widget_class_bind_template_callback (widget_class, update_balance);
}

/* What has the focus are the buttons inside, which have nothing but a picture. */
static void
name_new_button (MunjaHeader *self)
{
  GtkWidget *button = gtk_widget_get_first_child (self->new_button);
  GtkWidget *arrow = gtk_widget_get_last_child (self->new_button);

  munja_name_button (button, _ ("New Message"));
  munja_name_button (gtk_widget_get_first_child (arrow), _ ("Drafts and Templates"));
}

static void
munja_header_init (MunjaHeader *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  name_new_button (self);
  g_signal_connect_object (gtk_widget_get_settings (GTK_WIDGET (self)), "notify::gtk-xft-dpi",
                           G_CALLBACK (update_balance), self, G_CONNECT_SWAPPED);
}

/**
 * munja_header_follow:
 * @self: the header bar
 * @info: who is signed in, and what they have
 * @views: what there is to choose from
 * @bar: where to choose if there is no room in the header bar; owned by the same window
 *
 * Begins to show all that.
 */
void
munja_header_follow (MunjaHeader *self,
                     MunjaAccountInfo *info,
                     AdwViewStack *views,
                     AdwViewSwitcherBar *bar)
{
  g_return_if_fail (MUNJA_IS_HEADER (self));

  self->info = g_object_ref (info);
  self->bar = bar;
  adw_view_switcher_title_set_stack (self->title, views);
  g_signal_connect_object (info, "notify::balance", G_CALLBACK (update_balance), self,
                           G_CONNECT_SWAPPED);
  /* Not more often: the menu would close under the pointer. */
  g_signal_connect_object (info, "notify::member", G_CALLBACK (update_menu), self,
                           G_CONNECT_SWAPPED);
  munja_balance_popover_follow (self->balance_popover, info);
  update_balance (self);
  update_menu (self);
}

/**
 * munja_header_update:
 * @self: the header bar
 * @is_signed_out: whether there is nobody to write a message
 * @can_go_back: whether what is shown hides the list that it is from
 * @can_choose: whether there is more than one view to choose
 *
 * Offers what can be done where the person is.
 */
void
munja_header_update (MunjaHeader *self,
                     gboolean is_signed_out,
                     gboolean can_go_back,
                     gboolean can_choose)
{
  g_return_if_fail (MUNJA_IS_HEADER (self));

  gtk_widget_set_visible (self->back_button, can_go_back);
  gtk_widget_set_visible (self->new_button, !is_signed_out && !can_go_back);
  gtk_widget_set_visible (GTK_WIDGET (self->account_button), !is_signed_out);
  adw_view_switcher_title_set_view_switcher_enabled (self->title, can_choose);
  update_balance (self);
  update_bar (self);
}
