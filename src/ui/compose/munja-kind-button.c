#include "config.h"

#include "munja-kind-button.h"

#include <glib/gi18n.h>

#include "munja-describe-advertisement.h"
#include "munja-mark-invalid.h"
#include "munja-name-button.h"
#include "munja-wrap-box.h"

/* What is remembered for the next advertisement. */
#define SENDER_KEY  "ad-sender"
#define OPT_OUT_KEY "ad-opt-out"

struct _MunjaKindButton {
  AdwBin parent_instance;

  /* Template children. */
  GtkMenuButton *button;
  GtkLabel *label;
  GtkLabel *details;
  GtkCheckButton *information_button;
  GtkCheckButton *advertisement_button;
  GtkLabel *lines_note;
  GtkWidget *rows;
  AdwEntryRow *sender_row;
  AdwEntryRow *opt_out_row;
  GtkSwitch *night_switch;
  GtkWidget *help;

  /* Owned. */
  MunjaClient *client;
  MunjaComposeModel *model;

  gboolean is_said; /* the person said that it is information */
};

enum {
  PROP_MODEL = 1,
  N_PROPS,
};

enum {
  SIGNAL_CHANGED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (MunjaKindButton, munja_kind_button, ADW_TYPE_BIN)

static void
set_note (MunjaKindButton *self, const char *text)
{
  gtk_label_set_label (self->lines_note, text != NULL ? text : "");
  gtk_widget_set_visible (GTK_WIDGET (self->lines_note), text != NULL);
}

static gboolean
is_advertisement (MunjaKindButton *self)
{
  return gtk_check_button_get_active (self->advertisement_button);
}

static const char *
get_text (AdwEntryRow *row)
{
  return gtk_editable_get_text (GTK_EDITABLE (row));
}

/* Who advertises and where to opt out, as far as that is entered. */
static char *
describe_details (MunjaKindButton *self)
{
  const char *sender = get_text (self->sender_row);
  g_autofree char *opt_out = munja_advertisement_format_opt_out (get_text (self->opt_out_row));

  if (!is_advertisement (self) || (*sender == '\0' && *opt_out == '\0'))
    return NULL;
  return g_strconcat (sender, *sender != '\0' && *opt_out != '\0' ? " · " : "", opt_out, NULL);
}

static void
update (MunjaKindButton *self)
{
  const char *kind = is_advertisement (self) ? _ ("Advertisement") : _ ("Information");
  g_autofree char *details = describe_details (self);
  g_autofree char *text = g_strjoin (" · ", kind, details, NULL);
  /* Translators: %s is what the message is, as in "Information". */
  g_autofree char *name = g_strdup_printf (_ ("Kind: %s"), text);

  munja_name_button (gtk_widget_get_first_child (GTK_WIDGET (self->button)), name);
  munja_mark_invalid (self->sender_row, FALSE);
  munja_mark_invalid (self->opt_out_row, FALSE);
  set_note (self, NULL);
  gtk_label_set_label (self->label, kind);
  gtk_label_set_label (self->details, details != NULL ? details : "");
  gtk_widget_set_visible (GTK_WIDGET (self->details), details != NULL);
  gtk_widget_set_visible (self->rows, is_advertisement (self));
  gtk_widget_set_visible (self->help,
                          is_advertisement (self) && *get_text (self->opt_out_row) == '\0');
}

static void
changed_cb (MunjaKindButton *self)
{
  g_signal_emit (self, signals[SIGNAL_CHANGED], 0);
}

static void
line_edited_cb (MunjaKindButton *self)
{
  update (self);
  changed_cb (self);
}

/* Who goes back to it has said that it is information. */
static void
kind_changed_cb (MunjaKindButton *self)
{
  self->is_said = !is_advertisement (self);
  line_edited_cb (self);
}

static void
munja_kind_button_set_property (GObject *object,
                                guint prop_id,
                                const GValue *value,
                                GParamSpec *pspec)
{
  switch (prop_id) {
  case PROP_MODEL:
    g_set_object (&MUNJA_KIND_BUTTON (object)->model, g_value_get_object (value));
    break;
  default:
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
  }
}

static void
munja_kind_button_dispose (GObject *object)
{
  MunjaKindButton *self = MUNJA_KIND_BUTTON (object);

  g_clear_object (&self->client);
  g_clear_object (&self->model);

  G_OBJECT_CLASS (munja_kind_button_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  g_type_ensure (MUNJA_TYPE_WRAP_BOX);
  gtk_widget_class_set_template_from_resource (widget_class,
                                               "/io/github/munja/Munja/munja-kind-button.ui");
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, button);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, label);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, details);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, information_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, advertisement_button);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, lines_note);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, rows);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, sender_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, opt_out_row);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, night_switch);
  gtk_widget_class_bind_template_child (widget_class, MunjaKindButton, help);
  gtk_widget_class_bind_template_callback (widget_class, kind_changed_cb);
  gtk_widget_class_bind_template_callback (widget_class, line_edited_cb);
  gtk_widget_class_bind_template_callback (widget_class, changed_cb);
}

static void
munja_kind_button_class_init (MunjaKindButtonClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  object_class->set_property = munja_kind_button_set_property;
  object_class->dispose = munja_kind_button_dispose;

  /**
   * MunjaKindButton:model:
   *
   * Knows what the message says. It is set once.
   */
  properties[PROP_MODEL]
      = g_param_spec_object ("model", NULL, NULL, MUNJA_TYPE_COMPOSE_MODEL,
                             G_PARAM_WRITABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY);
  g_object_class_install_properties (object_class, N_PROPS, properties);

  /**
   * MunjaKindButton::changed:
   *
   * Tells that munja_kind_button_read() reads something else now.
   */
  signals[SIGNAL_CHANGED] = g_signal_new ("changed", G_TYPE_FROM_CLASS (klass), G_SIGNAL_RUN_LAST,
                                          0, NULL, NULL, NULL, G_TYPE_NONE, 0);

  bind_template (widget_class);
}

static void
munja_kind_button_init (MunjaKindButton *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  update (self);
}

static void
set_row (AdwEntryRow *row, const char *text)
{
  if (!g_str_equal (get_text (row), text))
    gtk_editable_set_text (GTK_EDITABLE (row), text);
}

static void
fill_row (MunjaKindButton *self, AdwEntryRow *row, const char *key)
{
  GSettings *profile = munja_client_get_profile (self->client);
  g_autofree char *text = g_settings_get_string (profile, key);

  set_row (row, text);
}

static void
offer_remembered (MunjaKindButton *self)
{
  if (self->client == NULL || is_advertisement (self))
    return;
  fill_row (self, self->sender_row, SENDER_KEY);
  fill_row (self, self->opt_out_row, OPT_OUT_KEY);
}

/**
 * munja_kind_button_set_client:
 * @self: the button
 * @client: whom the message is sent through
 *
 * Offers what is kept there for an advertisement.
 */
void
munja_kind_button_set_client (MunjaKindButton *self, MunjaClient *client)
{
  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  if (self->client != NULL)
    g_signal_handlers_disconnect_by_data (munja_client_get_profile (self->client), self);
  g_set_object (&self->client, client);
  g_signal_connect_object (munja_client_get_profile (client), "changed",
                           G_CALLBACK (offer_remembered), self, G_CONNECT_SWAPPED);
  offer_remembered (self);
}

/**
 * munja_kind_button_remember:
 * @self: a button whose message is being sent
 *
 * Keeps who advertises and where to opt out, to be offered for the next advertisement. What kind
 * of message it was, and what people agreed to, is never remembered.
 */
void
munja_kind_button_remember (MunjaKindButton *self)
{
  GSettings *profile;

  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  if (self->client == NULL || !is_advertisement (self))
    return;
  profile = munja_client_get_profile (self->client);
  g_settings_set_string (profile, SENDER_KEY, get_text (self->sender_row));
  g_settings_set_string (profile, OPT_OUT_KEY, get_text (self->opt_out_row));
}

/**
 * munja_kind_button_get_kind:
 * @self: the button
 *
 * Returns: what the person said that the message is
 */
MunjaMessageKind
munja_kind_button_get_kind (MunjaKindButton *self)
{
  g_return_val_if_fail (MUNJA_IS_KIND_BUTTON (self), MUNJA_MESSAGE_KIND_UNKNOWN);

  if (is_advertisement (self))
    return MUNJA_MESSAGE_KIND_ADVERTISEMENT;
  return self->is_said ? MUNJA_MESSAGE_KIND_INFORMATION : MUNJA_MESSAGE_KIND_UNKNOWN;
}

/**
 * munja_kind_button_set_kind:
 * @self: the button
 * @kind: what the message is; with UNKNOWN it is a new one, for which the person has yet to say it
 */
void
munja_kind_button_set_kind (MunjaKindButton *self, MunjaMessageKind kind)
{
  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  gtk_check_button_set_active (kind == MUNJA_MESSAGE_KIND_ADVERTISEMENT ? self->advertisement_button
                                                                        : self->information_button,
                               TRUE);
  self->is_said = kind == MUNJA_MESSAGE_KIND_INFORMATION;
  if (kind == MUNJA_MESSAGE_KIND_UNKNOWN) {
    gtk_switch_set_active (self->night_switch, FALSE);
    offer_remembered (self);
  }
  changed_cb (self);
}

/**
 * munja_kind_button_read:
 * @self: the button
 * @content: (inout): gets what it is about advertisements
 */
void
munja_kind_button_read (MunjaKindButton *self, MunjaContent *content)
{
  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  g_free (content->ad_sender);
  g_free (content->ad_opt_out);
  content->is_advertisement = is_advertisement (self);
  content->is_information = munja_kind_button_get_kind (self) == MUNJA_MESSAGE_KIND_INFORMATION;
  content->ad_sender = g_strdup (get_text (self->sender_row));
  content->ad_opt_out = g_strdup (get_text (self->opt_out_row));
  content->night_consent = gtk_switch_get_active (self->night_switch);
}

static MunjaMessageKind
get_kind_of (const MunjaContent *content)
{
  if (content->is_advertisement)
    return MUNJA_MESSAGE_KIND_ADVERTISEMENT;
  return content->is_information ? MUNJA_MESSAGE_KIND_INFORMATION : MUNJA_MESSAGE_KIND_UNKNOWN;
}

/**
 * munja_kind_button_show:
 * @self: the button
 * @content: a message that was written before
 *
 * Shows what @content is, as far as that was said.
 */
void
munja_kind_button_show (MunjaKindButton *self, const MunjaContent *content)
{
  g_return_if_fail (MUNJA_IS_KIND_BUTTON (self));

  munja_kind_button_set_kind (self, get_kind_of (content));
  /* What it holds for the next advertisement stays beside a message that is none. */
  if (content->is_advertisement || *content->ad_sender != '\0')
    set_row (self->sender_row, content->ad_sender);
  if (content->is_advertisement || *content->ad_opt_out != '\0')
    set_row (self->opt_out_row, content->ad_opt_out);
  gtk_switch_set_active (self->night_switch, content->night_consent);
}

/**
 * munja_kind_button_check_lines:
 * @self: the button
 *
 * Checks that an advertisement has what the law asks for. If not, it says why where that is
 * mended.
 *
 * Returns: whether it has, or is none
 */
gboolean
munja_kind_button_check_lines (MunjaKindButton *self)
{
  const MunjaContent *content;
  g_autofree char *text = NULL;
  MunjaAdvertisementProblems problems;
  gboolean bad_number;
  gboolean bad_sender;

  g_return_val_if_fail (MUNJA_IS_KIND_BUTTON (self), FALSE);

  if (!is_advertisement (self))
    return TRUE;
  content = munja_compose_model_get_content (self->model);
  problems = munja_advertisement_check (content);
  update (self);
  if (problems == MUNJA_ADVERTISEMENT_OK)
    return TRUE;
  text = munja_describe_advertisement_problems (problems, content);
  gtk_menu_button_popup (self->button);
  set_note (self, text);
  bad_number = problems & (MUNJA_ADVERTISEMENT_NO_OPT_OUT | MUNJA_ADVERTISEMENT_NOT_FREE);
  bad_sender = problems & (MUNJA_ADVERTISEMENT_NO_SENDER | MUNJA_ADVERTISEMENT_UNSENDABLE_SENDER);
  munja_mark_invalid (self->sender_row, bad_sender);
  munja_mark_invalid (self->opt_out_row, bad_number);
  gtk_widget_grab_focus (bad_number && !bad_sender ? GTK_WIDGET (self->opt_out_row)
                                                   : GTK_WIDGET (self->sender_row));
  return FALSE;
}
