#include "config.h"

#include "munja-figure-card.h"

#include <glib/gi18n.h>

#include "munja-describe-time.h"
#include "munja-figure-words.h"

typedef struct {
  /* Template children. */
  GtkLabel *title_label;
  GtkSpinner *spinner;
  GtkButton *refresh_button;
  GtkWidget *note;
  GtkWidget *note_heading;
  GtkLabel *note_heading_label;
  GtkLabel *note_label;
  GtkLinkButton *registration_link;
  GtkWidget *sign_in_button;
  AdwBin *content;
  GtkLabel *as_of_label;
  GtkBox *links;

  /* Owned. */
  MunjaService *service;
  MunjaFigures *figures;
  GPtrArray *followed;

  const char *nothing; /* static: what to say in place of figures, NULL where there are some */
  guint update_id;
  gboolean is_shown; /* whether the figures are filled in as they are now */
} MunjaFigureCardPrivate;

enum {
  PROP_TITLE = 1,
  PROP_CONTENT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ABSTRACT_TYPE_WITH_PRIVATE (MunjaFigureCard, munja_figure_card, ADW_TYPE_BIN)

static MunjaFigureCardPrivate *
get_private (MunjaFigureCard *self)
{
  return munja_figure_card_get_instance_private (self);
}

static void
set_visible (gpointer widget, gboolean visible)
{
  gtk_widget_set_visible (GTK_WIDGET (widget), visible);
}

/* What there is to say beside the figures, or in their place. */
static char *
describe_note (MunjaFigureCardPrivate *priv, const MunjaCardState *state)
{
  char *lack = munja_describe_figure_lack (state->missing_scope, state->error, priv->service);

  if (lack != NULL)
    return lack;
  if (!state->is_known)
    return g_strdup (_ ("Loading…"));
  return g_strdup (priv->nothing);
}

static void
show_note (MunjaFigureCardPrivate *priv, const MunjaCardState *state)
{
  g_autofree char *text = describe_note (priv, state);

  set_visible (priv->note, text != NULL);
  set_visible (priv->note_heading, state->error != NULL);
  set_visible (priv->registration_link, state->missing_scope != NULL);
  set_visible (priv->sign_in_button, state->missing_scope != NULL);
  gtk_label_set_label (priv->note_label, text != NULL ? text : "");
  if (state->error != NULL)
    gtk_label_set_label (priv->note_heading_label, munja_describe_figure_heading (state->error));
}

static void
show_as_of (MunjaFigureCardPrivate *priv, const MunjaCardState *state)
{
  gboolean is_known = state->is_known && state->updated_us != 0;

  set_visible (priv->as_of_label, is_known);
  if (is_known) {
    g_autofree char *time = munja_describe_time (state->updated_us);
    /* Translators: %s is a date and a time of day; how old figures are. */
    g_autofree char *text = g_strdup_printf (_ ("As of %s"), time);

    gtk_label_set_label (priv->as_of_label, text);
  }
}

static void
show_state (MunjaFigureCard *self, const MunjaCardState *state)
{
  MunjaFigureCardPrivate *priv = get_private (self);

  show_note (priv, state);
  show_as_of (priv, state);
  set_visible (priv->content, state->is_known && priv->nothing == NULL);
  set_visible (priv->spinner, state->loading);
  gtk_spinner_set_spinning (priv->spinner, state->loading);
  gtk_widget_set_sensitive (GTK_WIDGET (priv->refresh_button), !state->loading);
  gtk_accessible_update_state (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_STATE_BUSY, state->loading,
                               -1);
}

static gboolean
update_cb (gpointer user_data)
{
  MunjaFigureCard *self = user_data;
  MunjaFigureCardClass *klass = MUNJA_FIGURE_CARD_GET_CLASS (self);
  MunjaFigureCardPrivate *priv = get_private (self);
  MunjaCardState state = { 0 };

  priv->update_id = 0;
  klass->read_state (self, priv->figures, &state);
  if (state.is_known && !priv->is_shown)
    priv->nothing = klass->show (self, priv->figures);
  priv->is_shown = state.is_known;
  show_state (self, &state);
  return G_SOURCE_REMOVE;
}

/* Several things change at once when an answer comes. */
static void
update_soon (MunjaFigureCard *self)
{
  MunjaFigureCardPrivate *priv = get_private (self);

  if (priv->update_id == 0 && priv->figures != NULL && priv->service != NULL)
    priv->update_id = g_idle_add_full (G_PRIORITY_HIGH_IDLE, update_cb, self, NULL);
}

static void
notify_cb (MunjaFigureCard *self, GParamSpec *pspec)
{
  if (!g_str_equal (pspec->name, "loading"))
    get_private (self)->is_shown = FALSE;
  update_soon (self);
}

static void
refresh_cb (MunjaFigureCard *self)
{
  MunjaFigureCardPrivate *priv = get_private (self);

  if (priv->figures != NULL)
    MUNJA_FIGURE_CARD_GET_CLASS (self)->load (self, priv->figures);
}

static void
munja_figure_card_real_follow (MunjaFigureCard *self, MunjaFigures *figures)
{
  MunjaFigureCardClass *klass = MUNJA_FIGURE_CARD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_parts; i++)
    munja_figure_card_follow (self, munja_figures_get_part (figures, klass->parts[i]));
}

static void
munja_figure_card_real_load (MunjaFigureCard *self, MunjaFigures *figures)
{
  MunjaFigureCardClass *klass = MUNJA_FIGURE_CARD_GET_CLASS (self);

  for (guint i = 0; i < klass->n_parts; i++)
    munja_figures_load (figures, klass->parts[i]);
}

static void
munja_figure_card_real_read_state (MunjaFigureCard *self,
                                   MunjaFigures *figures,
                                   MunjaCardState *state)
{
  MunjaFigureCardClass *klass = MUNJA_FIGURE_CARD_GET_CLASS (self);

  munja_figure_card_read_figure (munja_figures_get_part (figures, klass->parts[0]), state);
}

static void
forget (MunjaFigureCard *self)
{
  MunjaFigureCardPrivate *priv = get_private (self);

  g_clear_handle_id (&priv->update_id, g_source_remove);
  for (guint i = 0; i < priv->followed->len; i++)
    g_signal_handlers_disconnect_by_data (priv->followed->pdata[i], self);
  g_ptr_array_set_size (priv->followed, 0);
  g_clear_object (&priv->figures);
  priv->is_shown = FALSE;
}

static void
munja_figure_card_get_property (GObject *object, guint prop_id, GValue *value, GParamSpec *pspec)
{
  MunjaFigureCardPrivate *priv = get_private (MUNJA_FIGURE_CARD (object));

  switch (prop_id) {
  case PROP_TITLE:
    g_value_set_string (value, gtk_label_get_label (priv->title_label));
    break;
  case PROP_CONTENT:
    g_value_set_object (value, adw_bin_get_child (priv->content));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_figure_card_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  MunjaFigureCardPrivate *priv = get_private (MUNJA_FIGURE_CARD (object));

  switch (prop_id) {
  case PROP_TITLE:
    gtk_label_set_label (priv->title_label, g_value_get_string (value));
    break;
  case PROP_CONTENT:
    adw_bin_set_child (priv->content, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

/* The label of a link must not be wider than a narrow window. */
static void
let_wrap (GtkLinkButton *link)
{
  GtkLabel *label = GTK_LABEL (gtk_button_get_child (GTK_BUTTON (link)));

  gtk_label_set_wrap (label, TRUE);
  gtk_label_set_wrap_mode (label, PANGO_WRAP_WORD_CHAR);
  gtk_label_set_xalign (label, 0);
}

static void
munja_figure_card_constructed (GObject *object)
{
  MunjaFigureCardClass *klass = MUNJA_FIGURE_CARD_GET_CLASS (object);
  MunjaFigureCardPrivate *priv = get_private (MUNJA_FIGURE_CARD (object));

  G_OBJECT_CLASS (munja_figure_card_parent_class)->constructed (object);

  for (guint i = 0; i < klass->n_links; i++) {
    GtkWidget *link = gtk_link_button_new_with_label ("", _ (klass->links[i].label));

    let_wrap (GTK_LINK_BUTTON (link));
    gtk_widget_set_halign (link, GTK_ALIGN_START);
    gtk_widget_add_css_class (link, "figure-link");
    gtk_box_append (priv->links, link);
  }
}

static void
munja_figure_card_dispose (GObject *object)
{
  forget (MUNJA_FIGURE_CARD (object));

  G_OBJECT_CLASS (munja_figure_card_parent_class)->dispose (object);
}

static void
munja_figure_card_finalize (GObject *object)
{
  MunjaFigureCardPrivate *priv = get_private (MUNJA_FIGURE_CARD (object));

  g_ptr_array_unref (priv->followed);
  g_clear_pointer (&priv->service, munja_service_free);

  G_OBJECT_CLASS (munja_figure_card_parent_class)->finalize (object);
}

static void
bind_children (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-figure-card.ui");
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, title_label);
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, spinner);
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, refresh_button);
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, note);
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, note_heading);
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, note_heading_label);
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, note_label);
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, registration_link);
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, sign_in_button);
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, content);
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, as_of_label);
  gtk_widget_class_bind_template_child_private (widget_class, MunjaFigureCard, links);
  gtk_widget_class_bind_template_callback (widget_class, refresh_cb);
}

static void
munja_figure_card_class_init (MunjaFigureCardClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GParamFlags flags = G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = munja_figure_card_get_property;
  object_class->set_property = munja_figure_card_set_property;
  object_class->constructed = munja_figure_card_constructed;
  object_class->dispose = munja_figure_card_dispose;
  object_class->finalize = munja_figure_card_finalize;
  klass->follow = munja_figure_card_real_follow;
  klass->load = munja_figure_card_real_load;
  klass->read_state = munja_figure_card_real_read_state;

  /**
   * MunjaFigureCard:title:
   *
   * What the card is about.
   */
  properties[PROP_TITLE] = g_param_spec_string ("title", NULL, NULL, NULL, flags);

  /**
   * MunjaFigureCard:content:
   *
   * What shows the figures, as long as there are some.
   */
  properties[PROP_CONTENT] = g_param_spec_object ("content", NULL, NULL, GTK_TYPE_WIDGET, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
  bind_children (GTK_WIDGET_CLASS (klass));
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (klass), GTK_ACCESSIBLE_ROLE_GROUP);
}

static void
munja_figure_card_init (MunjaFigureCard *self)
{
  MunjaFigureCardPrivate *priv = get_private (self);

  priv->followed = g_ptr_array_new_with_free_func (g_object_unref);
  gtk_widget_init_template (GTK_WIDGET (self));
  let_wrap (priv->registration_link);
  gtk_accessible_update_relation (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_RELATION_LABELLED_BY,
                                  priv->title_label, NULL, -1);
}

static void
set_link (GtkLinkButton *link, const MunjaService *service, MunjaServicePage page)
{
  g_autofree char *uri = munja_service_get_page_uri (service, page);

  gtk_link_button_set_uri (link, uri);
}

/**
 * munja_figure_card_set_service:
 * @self: the card
 * @service: whose figures these are
 *
 * Words the card for a service, and lets its links lead there.
 */
void
munja_figure_card_set_service (MunjaFigureCard *self, const MunjaService *service)
{
  MunjaFigureCardClass *klass;
  MunjaFigureCardPrivate *priv;
  GtkWidget *link;

  g_return_if_fail (MUNJA_IS_FIGURE_CARD (self));

  klass = MUNJA_FIGURE_CARD_GET_CLASS (self);
  priv = get_private (self);
  g_clear_pointer (&priv->service, munja_service_free);
  priv->service = munja_service_copy (service);
  set_link (priv->registration_link, service, MUNJA_SERVICE_OWN_APPS);
  link = gtk_widget_get_first_child (GTK_WIDGET (priv->links));
  for (guint i = 0; i < klass->n_links; i++, link = gtk_widget_get_next_sibling (link))
    set_link (GTK_LINK_BUTTON (link), service, klass->links[i].page);
  munja_figure_card_show_again (self);
}

/**
 * munja_figure_card_set_figures:
 * @self: the card
 * @figures: (nullable): what it shows from now on; %NULL before somebody signs in
 *
 * Shows a part of the figures, and follows it. It is asked for by whoever owns them, and when the
 * person wants to.
 */
void
munja_figure_card_set_figures (MunjaFigureCard *self, MunjaFigures *figures)
{
  MunjaFigureCardPrivate *priv;

  g_return_if_fail (MUNJA_IS_FIGURE_CARD (self));

  priv = get_private (self);
  if (figures == priv->figures)
    return;
  forget (self);
  if (figures == NULL)
    return;
  priv->figures = g_object_ref (figures);
  MUNJA_FIGURE_CARD_GET_CLASS (self)->follow (self, figures);
  update_soon (self);
}

/**
 * munja_figure_card_get_service:
 * @self: the card
 *
 * Returns: (nullable): whose figures these are; owned by @self
 */
const MunjaService *
munja_figure_card_get_service (MunjaFigureCard *self)
{
  g_return_val_if_fail (MUNJA_IS_FIGURE_CARD (self), NULL);

  return get_private (self)->service;
}

/**
 * munja_figure_card_follow:
 * @self: the card
 * @object: (type GObject): what the card shows, or a part of it
 *
 * Follows its properties until the card shows other figures; for those who derive from it. Where
 * another one than "loading" changes, the figures are filled in anew.
 */
void
munja_figure_card_follow (MunjaFigureCard *self, gpointer object)
{
  g_return_if_fail (MUNJA_IS_FIGURE_CARD (self));

  g_ptr_array_add (get_private (self)->followed, g_object_ref (object));
  g_signal_connect_object (object, "notify", G_CALLBACK (notify_cb), self, G_CONNECT_SWAPPED);
}

/**
 * munja_figure_card_show_again:
 * @self: the card
 *
 * Fills in the figures anew, soon; for those who derive from it.
 */
void
munja_figure_card_show_again (MunjaFigureCard *self)
{
  g_return_if_fail (MUNJA_IS_FIGURE_CARD (self));

  get_private (self)->is_shown = FALSE;
  update_soon (self);
}

/**
 * munja_figure_card_read_figure:
 * @figure: a part of the figures
 * @state: (out caller-allocates): how it stands
 *
 * Reads how a part stands; for those who derive from it.
 */
void
munja_figure_card_read_figure (MunjaFigure *figure, MunjaCardState *state)
{
  state->loading = munja_figure_get_loading (figure);
  state->is_known = munja_figure_get_value (figure) != NULL;
  state->updated_us = munja_figure_get_updated (figure);
  state->error = munja_figure_get_error (figure);
  state->missing_scope = munja_figure_get_missing_scope (figure);
}

/**
 * munja_figure_card_describe_lack:
 * @self: the card
 * @figure: a part of what it shows, beside the first
 *
 * Says why a part is not there; for those who derive from it.
 *
 * Returns: (transfer full) (nullable): what is in the way, and what can be done about it; %NULL if
 *   nothing is
 */
char *
munja_figure_card_describe_lack (MunjaFigureCard *self, MunjaFigure *figure)
{
  g_return_val_if_fail (MUNJA_IS_FIGURE_CARD (self), NULL);

  return munja_describe_figure_lack (munja_figure_get_missing_scope (figure),
                                     munja_figure_get_error (figure), get_private (self)->service);
}
